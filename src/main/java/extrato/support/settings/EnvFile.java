package extrato.support.settings;

import extrato.support.failure.Reason;
import extrato.support.files.NotPlain;
import extrato.support.files.PlainFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of {@code KEY=value} lines, without any expansion. Problems are reported without quoting
 * the line, because it may contain a password.
 */
record EnvFile(
    @Nullable Path path, Map<String, String> values, List<String> problems, List<String> warnings) {
  private static final Pattern LINE =
      Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)");
  private static final Pattern SPACED =
      Pattern.compile("(?:export\\s+)?[A-Za-z_][A-Za-z0-9_]*\\s+=");
  private static final Pattern TRAILING_COMMENT = Pattern.compile("\\s#.*$");
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  EnvFile {
    values = Map.copyOf(values);
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  static EnvFile none() {
    return new EnvFile(null, Map.of(), List.of(), List.of());
  }

  static EnvFile read(Path path) {
    try {
      String text = PlainFile.namedText(path);
      return parse(path, text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    } catch (IOException e) {
      return new EnvFile(path, Map.of(), List.of("the file " + path + " " + reason(e)), List.of());
    }
  }

  /** Whether docker-compose gives this file to all of the studio's programs. */
  static boolean isShared(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.equals(".env") || name.startsWith(".env.");
  }

  /** Whether users other than the owner and the group can read the file. */
  boolean readableByOthers() {
    try {
      return path != null
          && Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException e) {
      return false; // Without such permissions there is nothing to warn about.
    }
  }

  private static EnvFile parse(Path path, String text) {
    Map<String, String> values = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String place = path + " line " + (i + 1);
      Matcher matcher = LINE.matcher(line);
      // A shared file may hold lines that are meant for other programs only.
      List<String> noted = isShared(path) ? warnings : problems;
      if (!matcher.matches()) {
        noted.add(
            place
                + " is neither KEY=value nor a comment"
                + (SPACED.matcher(line).lookingAt() ? ": there is a space before its =" : ""));
        continue;
      }
      String value = unquoted(matcher.group(2));
      if (value == null) {
        noted.add(place + " has a quote that is not closed, or text after the closing one");
      } else if (values.put(matcher.group(1), value) != null) {
        warnings.add(place + " sets " + matcher.group(1) + " again; the last value counts");
      }
    }
    return new EnvFile(path, values, problems, warnings);
  }

  private static @Nullable String unquoted(String raw) {
    String value = raw.strip();
    if (!value.startsWith("\"") && !value.startsWith("'")) {
      return TRAILING_COMMENT.matcher(raw).replaceFirst("").strip();
    }
    int end = value.indexOf(value.charAt(0), 1);
    if (end < 0) {
      return null;
    }
    String tail = value.substring(end + 1).strip();
    return tail.isEmpty() || tail.startsWith("#") ? value.substring(1, end) : null;
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "does not exist";
    }
    if (e instanceof AccessDeniedException) {
      return "may not be read by this user";
    }
    if (e instanceof NotPlain plain) {
      return "cannot be read: " + plain.getReason();
    }
    if (e instanceof CharacterCodingException) {
      return "is not UTF-8 text";
    }
    return "cannot be read: " + Reason.of(e);
  }
}

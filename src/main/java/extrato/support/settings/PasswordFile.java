package extrato.support.settings;

import extrato.support.files.PlainFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * PostgreSQL's password file: lines of {@code host:port:database:user:password}, of which the first
 * that fits counts.
 */
final class PasswordFile {
  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final Path path;

  PasswordFile(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  /** Like psql, ignores a file that others can read or write. */
  Optional<String> passwordFor(DatabaseUrl.Server server, List<String> warnings) {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      if (!Files.isRegularFile(path)) {
        warnings.add("the password file " + path + " is ignored: it is not a plain file");
        return Optional.empty();
      }
      if (!onlyOwners()) {
        warnings.add("the password file " + path + " is ignored: its mode must be 0600");
        return Optional.empty();
      }
      return PlainFile.namedText(path)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(PasswordFile::fields)
          .filter(fields -> fits(fields, server))
          .map(fields -> fields.get(4).text())
          .findFirst()
          .filter(password -> !password.isEmpty());
    } catch (IOException e) {
      warnings.add("the password file " + path + " is ignored: it cannot be read");
      return Optional.empty();
    }
  }

  private boolean onlyOwners() throws IOException {
    try {
      return OWNERS.containsAll(Files.getPosixFilePermissions(path));
    } catch (UnsupportedOperationException e) {
      return true; // This file system has no such permissions; psql does not check there either.
    }
  }

  private static boolean fits(List<Field> fields, DatabaseUrl.Server server) {
    return fields.size() >= 5
        && fields.get(0).fits(server.host())
        && fields.get(1).fits(String.valueOf(server.port()))
        && fields.get(2).fits(server.database())
        && fields.get(3).fits(String.valueOf(server.user()));
  }

  /** Splits at colons; a backslash escapes the next character. */
  private static List<Field> fields(String line) {
    List<Field> fields = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    boolean escaped = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == ':') {
        fields.add(new Field(text.toString(), escaped));
        text.setLength(0);
        escaped = false;
      } else if (c == '\\' && i + 1 < line.length()) {
        i++;
        text.append(line.charAt(i));
        escaped = true;
      } else {
        text.append(c);
      }
    }
    fields.add(new Field(text.toString(), escaped));
    return fields;
  }

  /** {@code \*} is a star, {@code *} matches anything. */
  private record Field(String text, boolean escaped) {
    boolean fits(String value) {
      return (text.equals("*") && !escaped) || text.equals(value);
    }

    @Override
    public String toString() {
      return "field"; // The text may be the password.
    }
  }
}

package extrato.support.settings;

import extrato.support.failure.Failure;
import extrato.support.failure.Reason;
import extrato.support.files.PlainFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The folder with a settings file for each of many studios: {@code NAME.env} is the studio {@code
 * NAME}, and {@code common.env} holds what is the same for all.
 */
public record StudioFolder(Path path) {
  /** Names the folder. */
  public static final String VARIABLE = "EXTRATO_STUDIOS_DIR";

  /** Chooses one of its studios for a run. */
  public static final String STUDIO = "EXTRATO_STUDIO";

  static final String FOLDER = "studios.d";

  private static final String ENDING = ".env";
  private static final String COMMON = "common";

  /** What is safe in the name of a file, in a service's name, and in a table. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");

  /**
   * The names in the folder.
   *
   * @param strays what somebody may take for a studio
   */
  public record Listing(List<String> names, List<Stray> strays) {
    public Listing {
      names = List.copyOf(names);
      strays = List.copyOf(strays);
    }
  }

  /** A file that is no studio's, and why not. */
  public record Stray(String file, String problem) {}

  /** The folder that the environment names, else the usual one. */
  static StudioFolder of(Map<String, String> environment, Path home, Path systemFile) {
    String named = environment.getOrDefault(VARIABLE, "").strip();
    if (!named.isEmpty()) {
      return new StudioFolder(home.resolve(named).normalize());
    }
    Path atHome = home.resolve(FOLDER);
    return new StudioFolder(Files.isDirectory(atHome) ? atHome : systemFile.resolveSibling(FOLDER));
  }

  /** All studios, by name. */
  public Listing list() {
    List<String> names = new ArrayList<>();
    List<Stray> strays = new ArrayList<>();
    for (Path entry : entries()) {
      String file = String.valueOf(entry.getFileName());
      if (isNobodys(file, entry)) {
        continue;
      }
      String name = file.endsWith(ENDING) ? file.substring(0, file.length() - ENDING.length()) : "";
      if (!isName(name)) {
        strays.add(new Stray(file, "the file " + entry + " is not a studio: " + why(file)));
      } else if (!name.equals(COMMON)) {
        names.add(name);
      }
    }
    names.sort(null);
    strays.sort(Comparator.comparing(Stray::file));
    return new Listing(names, strays);
  }

  /**
   * An editor's copy, what Kubernetes changes a secret by, what somebody keeps beside the files.
   */
  private static boolean isNobodys(String file, Path entry) {
    return file.startsWith(".")
        || file.endsWith("~")
        || (!file.endsWith(ENDING) && Files.isDirectory(entry));
  }

  private static String why(String file) {
    return file.endsWith(ENDING)
        ? "a name is letters, digits, dots, - and _, at most 63"
        : "its name does not end in " + ENDING + "; a dot in front of it says that it is not meant";
  }

  private List<Path> entries() {
    try {
      return PlainFolder.entries(path);
    } catch (IOException e) {
      throw new Failure.Unfit(
          "the folder of the studios, " + path + ", cannot be read: " + Reason.of(e),
          "name it with --dir or " + VARIABLE + "; each studio is a file NAME.env in it",
          e);
    }
  }

  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  Path file(String name) {
    return path.resolve(name + ENDING);
  }

  Path common() {
    return path.resolve(COMMON + ENDING);
  }

  /** Where a studio's folders are, unless its file says otherwise. */
  static Path home(Path home, String name) {
    return home.resolve("studios").resolve(name);
  }
}

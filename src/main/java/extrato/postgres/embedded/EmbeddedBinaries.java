package extrato.postgres.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once for each user of the machine: no user could trust or repair
 * what another one has unpacked in a shared place.
 */
record EmbeddedBinaries(Path home, String version) {
  private static final String UNFINISHED = ".unfinished-";
  private static final Path SYSTEM_CACHE = Path.of("/var/cache");
  private static final Set<PosixFilePermission> OPEN = PosixFilePermissions.fromString("rwxr-xr-x");

  static EmbeddedBinaries unpacked(
      EmbeddedArchive archive, EmbeddedFolder folder, Map<String, String> environment) {
    String version = packagedVersion();
    Path place = place(folder, environment);
    Path home = place.resolve("postgresql-" + version + "-" + archive.machine());
    try {
      if (!Files.isDirectory(home)) {
        unpack(archive.url(), place, home);
      }
      return new EmbeddedBinaries(home, version);
    } catch (IOException e) {
      throw folder.trouble("cannot unpack PostgreSQL to", home, e);
    }
  }

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  String majorVersion() {
    return version.substring(0, version.indexOf('.'));
  }

  private static String packagedVersion() {
    Properties properties = new Properties();
    try (InputStream in = EmbeddedBinaries.class.getResourceAsStream("embedded.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("postgresql");
  }

  private static Path place(EmbeddedFolder folder, Map<String, String> environment) {
    Path home = directory(environment.get("HOME"));
    Path cache = directory(environment.get("XDG_CACHE_HOME"));
    if (cache == null && home != null && Files.isDirectory(home)) {
      cache = home.resolve(".cache");
    }
    return Stream.of(cache, SYSTEM_CACHE)
        .filter(place -> place != null && fits(place, folder))
        .map(place -> place.resolve("extrato"))
        .findFirst()
        .orElse(folder.binaries());
  }

  private static @Nullable Path directory(@Nullable String name) {
    return name != null && name.startsWith("/") ? Path.of(name).normalize() : null;
  }

  /**
   * If root runs with another user's HOME, it must not leave folders there that this user cannot
   * change. And the user that root becomes to run PostgreSQL must be able to reach the programs.
   */
  private static boolean fits(Path place, EmbeddedFolder folder) {
    Path existing = place;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    try {
      return existing != null
          && Files.isWritable(existing)
          && EmbeddedFolder.owner(existing) == folder.user()
          && (folder.user() != 0 || isOpenToAll(existing));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isOpenToAll(Path place) throws IOException {
    for (Path path = place; path != null; path = path.getParent()) {
      if (!Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Unpacks under a temporary name, so that a folder with the final name is complete, even if two
   * processes unpack at once.
   */
  private static void unpack(URL archive, Path place, Path home) throws IOException {
    Files.createDirectories(place);
    removeUnfinished(place);
    Path unfinished = place.resolve(UNFINISHED + ProcessHandle.current().pid());
    Files.createDirectory(unfinished);
    try (InputStream in = new BufferedInputStream(archive.openStream());
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(in))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, unfinished);
      }
    }
    openToAll(place, unfinished);
    try {
      Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      PathUtils.deleteDirectory(unfinished);
      if (!Files.isDirectory(home)) {
        throw e;
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
      throws IOException {
    Path target = root.resolve(entry.getName()).normalize();
    if (!target.startsWith(root)) {
      throw new IOException("an entry of the archive points outside: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, target);
      boolean program = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          target, program ? OPEN : PosixFilePermissions.fromString("rw-r--r--"));
    }
  }

  /** Gives these rights whatever the umask. */
  private static void openToAll(Path place, Path root) throws IOException {
    Files.setPosixFilePermissions(place, OPEN);
    try (Stream<Path> directories = Files.walk(root).filter(Files::isDirectory)) {
      for (Path directory : (Iterable<Path>) directories::iterator) {
        Files.setPosixFilePermissions(directory, OPEN);
      }
    }
  }

  /** Removes what a killed run left, but not what another process is still unpacking. */
  private static void removeUnfinished(Path place) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(place, UNFINISHED + "*")) {
      for (Path directory : left) {
        String pid = String.valueOf(directory.getFileName()).substring(UNFINISHED.length());
        if (ProcessHandle.of(Long.parseLong(pid)).filter(p -> !isThis(p)).isEmpty()) {
          PathUtils.deleteDirectory(directory);
        }
      }
    }
  }

  private static boolean isThis(ProcessHandle process) {
    return process.equals(ProcessHandle.current());
  }
}

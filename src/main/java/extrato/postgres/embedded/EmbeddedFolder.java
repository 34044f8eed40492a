package extrato.postgres.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import extrato.support.failure.Failure;
import extrato.support.failure.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The folder of an embedded database; this process alone holds it until it is closed. */
final class EmbeddedFolder implements AutoCloseable {
  private static final Set<String> OURS =
      Set.of("lock", "holder", "password", "server.log", "server.log.1", "cluster.new", "binaries");

  /** pg_ctl puts paths between double quotes in a shell, where these have a meaning. */
  private static final String UNQUOTABLE = "\"$`\\\n";

  private final Path path;
  private final FileChannel lock;
  private final int user;

  private EmbeddedFolder(Path path, FileChannel lock, int user) {
    this.path = path;
    this.lock = lock;
    this.user = user;
  }

  static EmbeddedFolder open(Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    if (path.toString().chars().anyMatch(c -> UNQUOTABLE.indexOf(c) >= 0)) {
      throw new Failure.Unfit(
          "the embedded database cannot live in " + path,
          "choose a folder without quotes, backslash and $ in its name");
    }
    try {
      create(path);
      refuseAForeignFolder(path);
      return held(path);
    } catch (IOException e) {
      throw new Failure.FileTrouble(
          "the embedded database's folder " + path + " cannot be used: " + Reason.of(e),
          "check its owner, its rights and the disk",
          e);
    }
  }

  Path path() {
    return path;
  }

  /** The id of the user who runs this process. */
  int user() {
    return user;
  }

  static int owner(Path file) throws IOException {
    return (Integer) Files.getAttribute(file, "unix:uid");
  }

  Path cluster() {
    return path.resolve("cluster");
  }

  /** Where a cluster is created; it is renamed when it is complete. */
  Path unfinishedCluster() {
    return path.resolve("cluster.new");
  }

  Path binaries() {
    return path.resolve("binaries");
  }

  Path log() {
    return path.resolve("server.log");
  }

  Path passwordFile() {
    return path.resolve("password");
  }

  String password() {
    try {
      return Files.readString(passwordFile(), US_ASCII).strip();
    } catch (IOException e) {
      throw trouble("cannot read", passwordFile(), e);
    }
  }

  void makePassword() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    write(passwordFile(), Base64.getUrlEncoder().encodeToString(random) + "\n");
  }

  /** Begins a new log for this start; the previous one is kept. */
  void beginLog() {
    try {
      if (Files.exists(log())) {
        Files.move(log(), path.resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw trouble("cannot move", log(), e);
    }
    write(log(), "");
  }

  Failure.FileTrouble trouble(String what, Path file, IOException cause) {
    return new Failure.FileTrouble(
        what + " " + file + ": " + Reason.of(cause),
        "check its owner, its rights and the disk",
        cause);
  }

  boolean isHeld() {
    return lock.isOpen();
  }

  @Override
  public void close() {
    try (lock) {
      Files.deleteIfExists(holderFile(path));
    } catch (IOException e) {
      throw trouble("cannot release", path, e);
    }
  }

  private static void create(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (!Files.isDirectory(path)) {
      Files.createDirectory(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  /** A mistyped folder must not be filled with a database. */
  private static void refuseAForeignFolder(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      List<String> names = files.map(file -> String.valueOf(file.getFileName())).toList();
      if (!names.contains("cluster") && !OURS.containsAll(names)) {
        throw new Failure.Unfit(
            "the folder " + path + " holds other things than an embedded database",
            "choose an empty or a new folder");
      }
    }
  }

  /**
   * Holds the folder for this process. The holder's file is checked before the lock is tried,
   * because closing a second channel of the lock file would release the lock that this JVM holds
   * through the first.
   */
  private static EmbeddedFolder held(Path path) throws IOException {
    if (holder(path).equals(self())) {
      throw busy(path);
    }
    Path file = path.resolve("lock");
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(CREATE, WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      if (channel.tryLock() == null) {
        throw busy(path);
      }
      giveToOwner(path, file);
      return new EmbeddedFolder(path, channel, write(path, holderFile(path), self()));
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw busy(path);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static Failure.Busy busy(Path path) throws IOException {
    String holder = holder(path);
    String who = holder.isEmpty() ? "another process" : "process " + holder.split(" ", -1)[0];
    return new Failure.Busy(
        "the embedded database in " + path + " is in use by " + who,
        "wait until it has finished, or choose another folder");
  }

  /** Pids are reused, soon in containers. With its start time, a pid identifies one process. */
  private static String self() {
    ProcessHandle self = ProcessHandle.current();
    return self.pid() + " " + self.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
  }

  private static String holder(Path path) throws IOException {
    try {
      return Files.readString(holderFile(path), US_ASCII).strip();
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  private static Path holderFile(Path path) {
    return path.resolve("holder");
  }

  private void write(Path file, String text) {
    try {
      write(path, file, text);
    } catch (IOException e) {
      throw trouble("cannot write", file, e);
    }
  }

  /**
   * Returns the user who owns the new file: Java has no other reliable way to find this process's
   * user.
   */
  private static int write(Path folder, Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text, US_ASCII);
    int user = owner(file);
    giveToOwner(folder, file);
    return user;
  }

  /** Files that root creates in another user's folder must not lock that user out. */
  private static void giveToOwner(Path folder, Path file) throws IOException {
    Files.setOwner(file, Files.getOwner(folder));
  }
}

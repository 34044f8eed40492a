package extrato.support.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainFileTest {
  private static final byte[] TEXT = {'x'};

  @TempDir Path temporary;
  private Path folder = Path.of("");

  @BeforeEach
  void makeAFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("folder"));
    mode(folder, "rwxr-xr-x");
  }

  /** Opening it would wait for somebody at the other end, for ever. */
  @Test
  void aPipe_isNeverOpened() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    refuses(pipe, "it is not a file but a pipe or a device");
  }

  @Test
  void aSocket_aDevice_andAFolder_areNoFiles() throws IOException {
    Path socket = folder.resolve("socket");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      refuses(socket, "it is not a file but a pipe or a device");
    }
    refuses(Path.of("/dev/zero"), "it is not a file but a pipe or a device");
    refuses(folder, "it is a folder");
  }

  @Test
  void aLink_isFollowedOnlyWhereNobodyElseCouldHavePutIt() throws IOException {
    Path file = Files.write(temporary.resolve("file"), TEXT);
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("../file"));
    assertThat(PlainFile.bytes(link)).isEqualTo(TEXT);

    for (String open : new String[] {"rwxrwxr-x", "rwxr-xrwx"}) {
      mode(folder, open);
      refuses(link, "it is a link, in a folder that others may write to");
      assertThat(PlainFile.namedText(link)).as("what a person named").isEqualTo("x");
    }
    assertThat(file).hasBinaryContent(TEXT);
  }

  @Test
  void aLink_thatLeadsThroughAnOpenFolder_isNotFollowed() throws IOException {
    Files.write(temporary.resolve("file"), TEXT);
    Path open = Files.createDirectory(temporary.resolve("open"));
    mode(open, "rwxrwxrwx");
    Files.createSymbolicLink(open.resolve("second"), temporary.resolve("file"));
    Path first = Files.createSymbolicLink(folder.resolve("first"), open.resolve("second"));

    refuses(first, "it is a link, in a folder that others may write to");
  }

  @Test
  void links_thatLeadInACircle_areRefused() throws IOException {
    Path one = Files.createSymbolicLink(folder.resolve("one"), Path.of("two"));
    Files.createSymbolicLink(folder.resolve("two"), Path.of("one"));

    refuses(one, "its links lead in a circle");
  }

  @Test
  void aFile_isReadWhole_andInPieces() throws IOException {
    byte[] bytes = new byte[100_000];
    java.util.Arrays.fill(bytes, (byte) 7);
    Path file = Files.write(folder.resolve("file"), bytes);

    assertThat(PlainFile.bytes(file)).isEqualTo(bytes);
    try (InputStream in = PlainFile.reading(file)) {
      assertThat(in.read()).isEqualTo(7);
      assertThat(in.readAllBytes()).hasSize(bytes.length - 1);
    }
    assertThatThrownBy(() -> PlainFile.bytes(folder.resolve("nothing")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aShortFile_thatHasNoEnd_isRefusedBeforeItFillsTheMemory() throws IOException {
    Path file = folder.resolve("file");
    try (var large =
        java.nio.channels.FileChannel.open(
            file,
            java.nio.file.StandardOpenOption.CREATE,
            java.nio.file.StandardOpenOption.WRITE)) {
      large.write(java.nio.ByteBuffer.wrap(TEXT), 1L << 33);
    }

    assertThatThrownBy(() -> PlainFile.bytes(file)).hasMessageContaining("far too long");
  }

  @Test
  void create_replacesNothing_andNoLink() throws IOException {
    Path victim = folder.resolve("victim");
    Path link = Files.createSymbolicLink(folder.resolve("link"), victim);

    assertThatThrownBy(() -> PlainFile.create(link, "rw-------"))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(victim).doesNotExist();
  }

  @Test
  void append_makesTheFileWithItsRights_andGoesOnBehindItsEnd() throws IOException {
    Path log = folder.resolve("log");
    PlainFile.append(log, TEXT, "rw-r-----");
    PlainFile.append(log, TEXT, "rw-r-----");

    assertThat(log).hasContent("xx");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void aDisk_thatDoesNotAnswer_isLeftOnceTheProcessWasToldToEnd() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    AtomicBoolean told = new AtomicBoolean();

    assertThatThrownBy(
            () ->
                Disk.waitFor(
                    () -> {
                      told.set(true);
                      await(never);
                      return true;
                    },
                    told::get,
                    Duration.ofMillis(200)))
        .isInstanceOf(Disk.Stalled.class);
    never.countDown();
  }

  @Test
  void aDisk_thatAnswersLate_isWaitedForUntilSomebodyTells() throws IOException {
    assertThat(
            Disk.waitFor(
                () -> {
                  await(new CountDownLatch(1), Duration.ofMillis(300));
                  return "answer";
                },
                () -> false,
                Duration.ofMillis(1)))
        .isEqualTo("answer");
  }

  /** The signal that interrupts whoever waits must not cost the answer. */
  @Test
  void anInterrupt_isKeptForLater() throws IOException {
    Thread.currentThread().interrupt();
    assertThat(Disk.waitFor(() -> "answer")).isEqualTo("answer");
    assertThat(Thread.interrupted()).isTrue();
  }

  private static void refuses(Path file, String why) {
    ThrowingCallable[] ways = {
      () -> PlainFile.bytes(file),
      () -> PlainFile.reading(file),
      () -> PlainFile.size(file),
      () -> PlainFile.append(file, TEXT, "rw-------"),
      () -> PlainFile.lockFile(file, "rw-------"),
    };
    for (ThrowingCallable way : ways) {
      assertThatThrownBy(way).isInstanceOf(NotPlain.class).hasMessageContaining(why);
    }
    assertThat(PlainFile.isThere(file)).isFalse();
  }

  private static void await(CountDownLatch latch) {
    await(latch, Duration.ofMinutes(1));
  }

  private static void await(CountDownLatch latch, Duration most) {
    try {
      latch.await(most.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }
}

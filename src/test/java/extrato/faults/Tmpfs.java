package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A small disk in memory, which only root can create. */
final class Tmpfs implements AutoCloseable {
  private final Path folder;

  private Tmpfs(Path folder) {
    this.folder = folder;
  }

  static boolean isPossible() {
    try {
      Path probe = Files.createTempDirectory("extrato-tmpfs");
      boolean mounted = end("mount", "-t", "tmpfs", "tmpfs", probe.toString()) == 0;
      if (mounted) {
        end("umount", probe.toString());
      }
      Files.delete(probe);
      return mounted;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Mounts it over the folder, which is created, with options such as {@code size=64k}. */
  static Tmpfs over(Path folder, String options) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString());
    return new Tmpfs(folder);
  }

  /**
   * Whether the disk accepts the new options; one that is being written to cannot become read-only.
   */
  boolean takes(String options) {
    return end("mount", "-o", "remount," + options, folder.toString()) == 0;
  }

  @Override
  public void close() {
    run("umount", "-l", folder.toString());
  }

  private static void run(String... command) {
    assertThat(end(command)).as(Arrays.toString(command)).isZero();
  }

  private static int end(String... command) {
    try {
      List<String> line = Stream.of(command).toList();
      return new ProcessBuilder(line)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

package extrato.work.importing.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Whole members of a gz file, and nothing else. */
class UnpackedTest {
  private static byte[] packed(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    try (Unpacked in = new Unpacked(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }

  private static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @Test
  void members_areReadOneBehindTheOther_withZerosBehindTheLast() throws IOException {
    for (int size : new int[] {0, 1, 1000, 65_536, 200_000}) {
      byte[] two = joined(packed(noise(size)), packed(noise(size + 1)));
      assertThat(unpacked(two)).isEqualTo(joined(noise(size), noise(size + 1)));
      assertThat(unpacked(joined(two, new byte[512])))
          .isEqualTo(joined(noise(size), noise(size + 1)));
    }
  }

  @Test
  void headerWithEverythingInIt_isPassed() throws IOException {
    byte[] plain = packed("a".getBytes(StandardCharsets.UTF_8));
    byte[] header = {0x1f, (byte) 0x8b, 8, 31, 0, 0, 0, 0, 0, 3, 2, 0, 7, 7, 'n', 0, 'c', 0, 9, 9};
    assertThat(unpacked(joined(header, Arrays.copyOfRange(plain, 10, plain.length))))
        .isEqualTo(new byte[] {'a'});
  }

  @Test
  void whateverIsCutOrDamaged_isNoEndOfTheFile() throws IOException {
    byte[] first = packed(noise(500));
    byte[] second = packed(noise(300));
    byte[] both = joined(first, second);
    for (int length = 1; length < both.length; length++) {
      byte[] cut = Arrays.copyOf(both, length);
      if (length != first.length) {
        assertThatThrownBy(() -> unpacked(cut))
            .as("cut at %d", length)
            .isInstanceOf(IOException.class);
      }
    }
    for (int at : new int[] {0, 1, 2, first.length - 1, first.length - 8}) {
      byte[] damaged = both.clone();
      damaged[(at + first.length) % both.length] ^= 1;
      assertThatThrownBy(() -> unpacked(damaged))
          .as("damaged at %d", at)
          .isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> unpacked(joined(first, "GARBAGE".getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> unpacked(joined(first, new byte[] {0, 0, 'x'})))
        .isInstanceOf(IOException.class);
  }
}

package extrato.month.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {
  /** As large as what the reader takes from the file at once. */
  private static final int BUFFER = 1 << 16;

  @TempDir Path folder;

  @Test
  void next_ofAnEmptyFile_isNothing() throws IOException {
    assertThat(lines("")).isEmpty();
  }

  @Test
  void next_givesEachLineWithItsEnd_andALastOneWithout() throws IOException {
    assertThat(lines("a\n\nb\nlast")).containsExactly("a\n", "\n", "b\n", "last");
  }

  @Test
  void next_takesAQuotedLineBreakForPartOfItsLine() throws IOException {
    assertThat(lines("a,\"x\ny\"\"\n\"\nb,\"\"\nc\n"))
        .containsExactly("a,\"x\ny\"\"\n\"\n", "b,\"\"\n", "c\n");
  }

  @Test
  void next_ofAQuoteThatNeverEnds_isTheRestOfTheFile() throws IOException {
    assertThat(lines("a\n\"b\nc\n")).containsExactly("a\n", "\"b\nc\n");
  }

  /** The line's end, or its quotes, lie just before, on, or just behind the buffer's end. */
  @ParameterizedTest
  @ValueSource(ints = {-3, -2, -1, 0, 1, 2, 3})
  void next_acrossTheBuffersEnd_losesNothing(int offset) throws IOException {
    String first = "x".repeat(BUFFER + offset - 1) + "\n";
    String second = "\"a\n\"\"b\"\n";
    String third = "\"" + "y\n".repeat(BUFFER) + "\"\n";

    assertThat(lines(first + second + third + "end")).containsExactly(first, second, third, "end");
  }

  /** Nothing stands before it that could make room. */
  @Test
  void next_ofAFirstLineLongerThanTheBuffer_isAllOfIt() throws IOException {
    String first = "x".repeat(5 * BUFFER) + "\n";

    assertThat(lines(first + "end")).containsExactly(first, "end");
  }

  @Test
  void next_ofALineThatIsTooLong_isWhatALineMayHold() throws IOException {
    assertThat(lines("abc\n\"de\nfghij", 4)).containsExactly("abc\n", "\"de\n", "fghi", "j");
    assertThat(lines("abcd\n", 4)).containsExactly("abcd", "\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {-3, -2, -1, 0, 1, 2, 3})
  void takeIfEquals_acrossTheBuffersEnd_takesWhatIsThere(int offset) throws IOException {
    byte[] first = bytes("x".repeat(BUFFER + offset - 1) + "\n");
    byte[] second = bytes("second\n");
    try (LineReader reader = reader(new String(first, StandardCharsets.UTF_8) + "second\nthird")) {
      assertThat(reader.takeIfEquals(first, 0, first.length)).isTrue();
      assertThat(reader.takeIfEquals(second, 0, second.length)).isTrue();
      assertThat(reader.next()).isEqualTo(bytes("third"));
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void takeIfEquals_ofOtherBytes_takesNothing() throws IOException {
    try (LineReader reader = reader("abc\n")) {
      assertThat(reader.takeIfEquals(bytes("abd\n"), 0, 4)).isFalse();
      assertThat(reader.takeIfEquals(bytes("abc\nd"), 0, 5)).isFalse();
      assertThat(reader.position()).isZero();
      assertThat(reader.takeIfEquals(bytes("..abc\n.."), 2, 6)).isTrue();
      assertThat(reader.position()).isEqualTo(4);
      assertThat(reader.takeIfEquals(bytes("a"), 0, 1)).isFalse();
    }
  }

  /** However the file was read, and also where it was not. */
  @Test
  void finish_givesTheDigestOfTheWholeFile() throws IOException {
    String text = "a\n" + "b".repeat(3 * BUFFER) + "\nc";
    String digest = Sha256.hexOf(bytes(text));

    try (LineReader unread = reader(text);
        LineReader begun = reader(text);
        LineReader read = reader(text)) {
      assertThat(unread.finish()).isEqualTo(digest);
      begun.takeIfEquals(bytes("a\n"), 0, 2);
      begun.takeIfEquals(bytes("other"), 0, 5);
      assertThat(begun.finish()).isEqualTo(digest);
      while (read.next() != null) {}
      assertThat(read.finish()).isEqualTo(digest);
    }
  }

  @Test
  void close_closesTheFile() throws IOException {
    InputStream in = Files.newInputStream(Files.writeString(folder.resolve("lines"), "a\n"));

    new LineReader(in).close();

    assertThatThrownBy(in::read).isInstanceOf(ClosedChannelException.class);
  }

  private List<String> lines(String text) throws IOException {
    return lines(text, LineReader.LONGEST);
  }

  private static List<String> lines(String text, int longest) throws IOException {
    List<String> lines = new ArrayList<>();
    try (LineReader reader = new LineReader(new ByteArrayInputStream(bytes(text)), longest)) {
      for (byte[] line = reader.next(); line != null; line = reader.next()) {
        lines.add(new String(line, StandardCharsets.UTF_8));
      }
      assertThat(reader.position()).isEqualTo(bytes(text).length);
    }
    return lines;
  }

  private LineReader reader(String text) throws IOException {
    return new LineReader(Files.writeString(folder.resolve("lines"), text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

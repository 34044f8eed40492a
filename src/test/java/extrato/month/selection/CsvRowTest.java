package extrato.month.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowTest {
  private final CsvRow row = new CsvRow();

  @Test
  void parse_unquotedEmpty_isNull_andQuotedEmptyIsNot() {
    assertThat(fields(",\"\",x,\n")).containsExactly(null, "", "x", null);
  }

  @Test
  void parse_quotedCommaQuoteAndLineBreak_areTheFields() {
    assertThat(fields("\"a,b\",\"\"\"\",\"x\ny\r\n\",\"\"\"\"\"\"\n"))
        .containsExactly("a,b", "\"", "x\ny\r\n", "\"\"");
  }

  @Test
  void parse_lineWithoutItsEnd_isTheSameLine() {
    assertThat(fields("1,\"2\"")).isEqualTo(fields("1,\"2\"\n")).containsExactly("1", "2");
  }

  /** The bytes end with the line, so that a look behind its end fails. */
  @ParameterizedTest
  @ValueSource(strings = {"1,", "1,2", "1,\"2\"", "\"1\","})
  void parse_lineWithoutItsEnd_looksAtNothingBehindIt(String line) {
    assertThat(fields(line)).isEqualTo(fields(line + "\n")).hasSize(2);
  }

  @Test
  void parse_noBytesAtAll_isOneNull() {
    assertThat(fields("")).containsExactly((String) null);
  }

  @Test
  void parse_emptyLine_isOneNull() {
    assertThat(fields("\n")).containsExactly((String) null);
  }

  @Test
  void parse_partOfABuffer_looksAtNothingElse() {
    byte[] bytes = bytes("\"\"x,1,2\ny");

    assertThat(row.parse(bytes, 4, 8)).isTrue();
    assertThat(read()).containsExactly("1", "2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"",
        "\"a",
        "a\"b",
        "a\"",
        "\"a\"b",
        "\"a\" ,b",
        "1,\"\"\"",
        "1,\"a\n",
        "\"a\"\"",
        " \"a\""
      })
  void parse_malformedLine_isRefused(String line) {
    assertThat(row.parse(bytes(line), 0, bytes(line).length)).isFalse();
  }

  /** With what stands before it in the buffer, each of these would be a line. */
  @ParameterizedTest
  @ValueSource(strings = {",\"x\"", ",\"\","})
  void parse_malformedPartOfABuffer_isRefused_whateverStandsBeforeIt(String buffer) {
    byte[] bytes = bytes(buffer);

    assertThat(row.parse(bytes, 1, bytes.length)).isTrue();
    assertThat(row.parse(bytes, 2, bytes.length)).isFalse();
  }

  @Test
  void parse_afterALongerLine_forgetsIt() {
    fields("1,2,3,4\n");

    assertThat(fields("\"\"\n")).containsExactly("");
  }

  @Test
  void parse_moreFieldsAndBytesThanBefore_grows() {
    String longField = "x".repeat(100_000);

    assertThat(fields(longField + ",1".repeat(500) + "\n"))
        .hasSize(501)
        .startsWith(longField, "1")
        .endsWith("1");
  }

  /** A million lines make no garbage: only a line that does not fit gets new room. */
  @Test
  void parse_aLineThatFits_usesTheSameRoomAgain() {
    byte[] room = row.bytes();

    fields("x".repeat(room.length));
    assertThat(row.bytes()).isSameAs(room);
    byte[] deep = bytes(" ".repeat(room.length) + "1,2\n");
    assertThat(row.parse(deep, room.length, deep.length)).isTrue();
    assertThat(row.bytes()).isSameAs(room);
  }

  @Test
  void parse_aLineThatDoesNotFit_makesRoomForTheNextOnesToo() {
    int before = row.bytes().length;
    fields("x".repeat(before + 1));
    byte[] room = row.bytes();

    assertThat(room).hasSize(2 * before);
    fields("x".repeat(2 * before));
    assertThat(row.bytes()).isSameAs(room);
  }

  @Test
  void parse_aVeryLongLineDeepInABuffer_makesRoomForTheLineAlone() {
    byte[] bytes = bytes(" ".repeat(5_000) + "x".repeat(10_000));

    assertThat(row.parse(bytes, 5_000, 15_000)).isTrue();
    assertThat(row.bytes()).hasSize(10_000);
    assertThat(read()).containsExactly("x".repeat(10_000));
  }

  @Test
  void startAndLength_pointAtTheFieldsBytes() {
    fields("ab,\"c\"\"d\",,e\n");

    assertThat(row.start(1)).isEqualTo(2);
    assertThat(row.length(1)).isEqualTo(3);
    assertThat(row.bytes()).startsWith(bytes("abc\"de"));
  }

  /** Whatever a writer that we did not write quotes, or does not. */
  @Property
  void parse_whatAnotherLibraryWrote_isWhatItWasGiven(
      @ForAll @Size(min = 1, max = 6) List<@NotEmpty String> values, @ForAll boolean quoteAll) {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setRecordSeparator('\n')
            .setQuoteMode(quoteAll ? QuoteMode.ALL : QuoteMode.MINIMAL)
            .get();
    StringWriter line = new StringWriter();
    try (CSVPrinter printer = new CSVPrinter(line, format)) {
      printer.printRecord(values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    assertThat(fields(line.toString()))
        .isEqualTo(values.stream().map(CsvRowTest::asUtf8KeepsIt).toList());
  }

  /** Half a surrogate pair is no text that UTF-8, or a database, could hold. */
  private static String asUtf8KeepsIt(String text) {
    return new String(bytes(text), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        7,
        -7,
        2147483647,
        9007199254740993L,
        999999999999999999L,
        Long.MAX_VALUE,
        Long.MIN_VALUE
      })
  void number_ofAnyId_isExact(long id) {
    fields("a," + id + "\n");

    assertThat(row.number(1)).isEqualTo(id);
  }

  @Property
  void number_ofAnyLong_isExact(@ForAll long id) {
    fields(id + "\n");

    assertThat(row.number(0)).isEqualTo(id);
  }

  /** The dash behind the empty field is the next field's. */
  @ParameterizedTest
  @ValueSource(strings = {"\"\",-5\n", ",-5\n"})
  void number_ofAnEmptyField_isNotTheNextOnes(String line) {
    fields(line);

    assertThatThrownBy(() -> row.number(0)).isInstanceOf(NumberFormatException.class);
    assertThat(row.number(1)).isEqualTo(-5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"\"",
        "-",
        "1.0",
        "1e3",
        " 1",
        "x",
        "9223372036854775808",
        "-9223372036854775809",
        "9999999999999999999",
        "99999999999999999999"
      })
  void number_ofWhatIsNone_fails(String text) {
    fields(text + "\n");

    assertThatThrownBy(() -> row.number(0)).isInstanceOf(NumberFormatException.class);
  }

  @Test
  void is_comparesTheFieldAlone_andNullIsNothing() {
    fields("ab,\"\",,abc\n");

    assertThat(row.is(0, bytes("ab"))).isTrue();
    assertThat(row.is(3, bytes("ab"))).isFalse();
    assertThat(row.is(1, bytes(""))).isTrue();
    assertThat(row.is(2, bytes(""))).isFalse();
  }

  /** The proof of a restore: the same text, wherever and however quoted it stands. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"ab|true", "\"ab\"|true", "ac|false", "a|false", "abc|false", "\"\"|false"})
  void isSameText_comparesTheTwoFieldsAlone(String field, boolean same) {
    fields("x,\"1\",ab,y\n");
    CsvRow other = new CsvRow();
    byte[] line = bytes("1," + field + ",2\n");
    assertThat(other.parse(line, 0, line.length)).isTrue();

    assertThat(row.isSameText(2, other, 1)).isEqualTo(same);
    assertThat(other.isSameText(1, row, 2)).isEqualTo(same);
  }

  private List<@Nullable String> fields(String line) {
    byte[] bytes = bytes(line);
    assertThat(row.parse(bytes, 0, bytes.length)).as(line).isTrue();
    return read();
  }

  private List<@Nullable String> read() {
    List<@Nullable String> fields = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      fields.add(row.text(i));
    }
    return fields;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package extrato.selection;

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

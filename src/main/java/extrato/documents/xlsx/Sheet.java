package extrato.documents.xlsx;

import extrato.documents.model.Column;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One sheet while it is written, row by row. */
final class Sheet {
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

  /** More than that no spreadsheet takes in a cell. */
  private static final int LONGEST_TEXT = 32_767;

  /** A spreadsheet's numbers are binary: this many digits come back as they were. */
  private static final int EXACT_DIGITS = 15;

  private static final long EPOCH = LocalDate.of(1899, 12, 30).toEpochDay();

  /** Before that, spreadsheets count a day that there never was. */
  private static final LocalDate FIRST_DAY = LocalDate.of(1900, 3, 1);

  private static final BigDecimal SECONDS_OF_DAY = BigDecimal.valueOf(86_400);

  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

  private final XmlBytes out;
  private long row;
  private int column;
  private boolean isOpen;

  Sheet(OutputStream stream) {
    this.out = new XmlBytes(stream);
  }

  /**
   * @param widths in letters, a column each
   * @param frozen how many rows stay in sight
   */
  void begin(List<Integer> widths, int frozen) {
    out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"")
        .raw(MAIN)
        .raw("\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>")
        .raw("<sheetViews><sheetView workbookViewId=\"0\"");
    if (frozen > 0) {
      out.raw("><pane ySplit=\"")
          .number(frozen)
          .raw("\" topLeftCell=\"A")
          .number(frozen + 1)
          .raw("\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView>");
    } else {
      out.raw(" showGridLines=\"0\"/>");
    }
    out.raw("</sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>");
    for (int at = 0; at < widths.size(); at++) {
      out.raw("<col min=\"")
          .number(at + 1)
          .raw("\" max=\"")
          .number(at + 1)
          .raw("\" width=\"")
          .number(widths.get(at))
          .raw("\" customWidth=\"1\"/>");
    }
    out.raw("</cols><sheetData>");
  }

  /** How many rows there are so far. */
  long rows() {
    return row;
  }

  Sheet row() {
    endRow();
    out.raw("<row r=\"").number(++row).raw("\">");
    column = 0;
    isOpen = true;
    return this;
  }

  private void endRow() {
    if (isOpen) {
      out.raw("</row>");
      isOpen = false;
    }
  }

  Sheet blank() {
    column++;
    return this;
  }

  Sheet text(String text, Style style) {
    cell(style).raw(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
    out.text(text, LONGEST_TEXT).raw("</t></is></c>");
    return this;
  }

  /** A cell of a table; returns false if it holds a number as text, because it has to. */
  boolean value(Column.Kind kind, @Nullable Object value, boolean total) {
    if (value == null) {
      if (total) {
        cell(Style.TOTAL_TEXT).raw("/>");
      } else {
        blank();
      }
    } else if (value instanceof Long number && Math.abs(number) < 1_000_000_000_000_000L) {
      number(number, Style.of(kind, total));
    } else if (value instanceof BigDecimal number && number.precision() <= EXACT_DIGITS) {
      number(asStored(kind, number), Style.of(kind, total));
    } else if (value instanceof LocalDate day && isKnown(day)) {
      number(day.toEpochDay() - EPOCH, Style.of(kind, total));
    } else if (value instanceof LocalDateTime moment && isKnown(moment.toLocalDate())) {
      number(days(moment), Style.of(kind, total));
    } else {
      text(value.toString(), total ? Style.TOTAL_TEXT : Style.TEXT);
      return !(value instanceof BigDecimal);
    }
    return true;
  }

  private static boolean isKnown(LocalDate day) {
    return !day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY);
  }

  /** To the second, as exact as a spreadsheet's numbers are. */
  private static BigDecimal days(LocalDateTime moment) {
    BigDecimal seconds = BigDecimal.valueOf(moment.toLocalTime().toSecondOfDay());
    return BigDecimal.valueOf(moment.toLocalDate().toEpochDay() - EPOCH)
        .add(seconds.divide(SECONDS_OF_DAY, 9, RoundingMode.HALF_UP).stripTrailingZeros());
  }

  private static BigDecimal asStored(Column.Kind kind, BigDecimal number) {
    return kind == Column.Kind.PERCENT ? number.movePointLeft(2) : number;
  }

  private void number(long number, Style style) {
    cell(style).raw("><v>").number(number).raw("</v></c>");
  }

  void number(BigDecimal number, Style style) {
    cell(style).raw("><v>").number(number).raw("</v></c>");
  }

  /** A formula, and beside it what it comes to: not every reader works it out. */
  void formula(String formula, BigDecimal comesTo, Style style) {
    cell(style).raw("><f>");
    out.text(formula, Integer.MAX_VALUE).raw("</f><v>").number(comesTo).raw("</v></c>");
  }

  private XmlBytes cell(Style style) {
    out.raw("<c r=\"");
    letters(column++);
    return out.number(row).raw("\" s=\"").number(style.number()).raw("\"");
  }

  private void letters(int index) {
    if (index >= 26) {
      letters(index / 26 - 1);
    }
    out.raw(String.valueOf((char) ('A' + index % 26)));
  }

  /**
   * @param filter such as {@code A1:F20}, or null
   * @param foot what stands at the foot of each printed page
   */
  void end(@Nullable String filter, String foot) {
    endRow();
    out.raw("</sheetData>");
    if (filter != null) {
      out.raw("<autoFilter ref=\"").raw(filter).raw("\"/>");
    }
    out.raw("<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.7\"")
        .raw(" header=\"0.3\" footer=\"0.3\"/>")
        .raw("<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/>")
        .raw("<headerFooter><oddFooter>&amp;L&amp;8");
    out.text(foot.replace("&", "&&"), 200)
        .raw("&amp;R&amp;8&amp;P / &amp;N</oddFooter></headerFooter></worksheet>")
        .flush();
  }

  static String name(int column) {
    String last = String.valueOf((char) ('A' + column % 26));
    return column < 26 ? last : name(column / 26 - 1) + last;
  }
}

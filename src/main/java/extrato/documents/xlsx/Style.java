package extrato.documents.xlsx;

import extrato.documents.model.Column;

/** How a cell looks; its number is its place in {@code styles.xml}. */
enum Style {
  PLAIN(0),
  TEXT(1),
  NUMBER(2),
  DATE(3),
  MONEY(4),
  PERCENT(5),
  HEADING(6),
  TOTAL_TEXT(7),
  TOTAL_MONEY(8),
  TOTAL_PERCENT(9),
  TITLE(10),
  REMARK(11),
  MOMENT(12);

  private final int number;

  Style(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static Style of(Column.Kind kind, boolean total) {
    return switch (kind) {
      case TEXT -> total ? TOTAL_TEXT : TEXT;
      case NUMBER -> total ? TOTAL_TEXT : NUMBER;
      case DATE -> total ? TOTAL_TEXT : DATE;
      case MOMENT -> total ? TOTAL_TEXT : MOMENT;
      case MONEY -> total ? TOTAL_MONEY : MONEY;
      case PERCENT -> total ? TOTAL_PERCENT : PERCENT;
    };
  }
}

package extrato.work.importing.files;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the values of one file as the server prints them, or says why they are not valid. */
final class Cells {
  private final Amounts amounts = new Amounts();
  private final Days days;
  private Decimals decimals = Decimals.POINT;
  private DayOrder order = DayOrder.DMY;

  Cells(Options options) {
    days = new Days(options.zone());
  }

  Amounts amounts() {
    return amounts;
  }

  Days days() {
    return days;
  }

  void decide(Decimals decided, DayOrder decidedOrder) {
    decimals = decided;
    order = decidedOrder;
  }

  /** Notes what the value says about the whole file. */
  void look(SourceRow row, int field, TargetColumn column) {
    SourceRow.Kind kind = row.kind(field);
    if (kind != SourceRow.Kind.PLAIN && kind != SourceRow.Kind.QUOTED) {
      return;
    }
    if (column.kind() == TargetColumn.Kind.NUMERIC) {
      amounts.look(row.bytes(), row.start(field), row.length(field), row.line(), column.name());
    } else if (column.kind().isDay()) {
      days.look(row.bytes(), row.start(field), row.length(field), row.line(), column.name());
    }
  }

  /** Returns why the value is none for the column, or null. */
  @Nullable String write(SourceRow row, int field, TargetColumn column, CopyText out) {
    out.separate();
    SourceRow.Kind kind = row.kind(field);
    boolean text = column.kind() == TargetColumn.Kind.TEXT;
    switch (kind) {
      case NULL -> {
        out.none();
        return null;
      }
      case NESTED -> {
        return "an object or a list is not a value for it";
      }
      case TRUE, FALSE -> {
        if (column.kind() != TargetColumn.Kind.BOOLEAN) {
          return "true and false are no values for it";
        }
        out.ascii(kind == SourceRow.Kind.TRUE ? "t" : "f");
        return null;
      }
      case NUMBER -> {
        return number(row, field, column, out);
      }
      default -> {
        if (!text && column.kind() != TargetColumn.Kind.OTHER && isBlank(row, field)) {
          out.none();
          return null;
        }
        return text(row, field, column, out);
      }
    }
  }

  private @Nullable String number(SourceRow row, int field, TargetColumn column, CopyText out) {
    return switch (column.kind()) {
      case NUMERIC -> amounts.writeJson(row, field, column, out);
      case SMALLINT, INTEGER, BIGINT ->
          Integers.write(row.bytes(), row.start(field), row.length(field), column, out);
      default -> "a number is not a value for it";
    };
  }

  private @Nullable String text(SourceRow row, int field, TargetColumn column, CopyText out) {
    return switch (column.kind()) {
      case NUMERIC -> amounts.write(row, field, column, decimals, out);
      case SMALLINT, INTEGER, BIGINT -> integer(row, field, column, out);
      case DATE, TIMESTAMP, TIMESTAMPTZ -> days.write(row, field, column, order, out);
      case BOOLEAN -> truth(row.text(field).strip(), out);
      case TEXT, OTHER -> letters(row, field, column, out);
    };
  }

  private static @Nullable String integer(
      SourceRow row, int field, TargetColumn column, CopyText out) {
    int from = row.start(field);
    int end = from + row.length(field);
    while (row.bytes()[from] == ' ') {
      from++;
    }
    while (row.bytes()[end - 1] == ' ') {
      end--;
    }
    return Integers.write(row.bytes(), from, end - from, column, out);
  }

  private static @Nullable String truth(String text, CopyText out) {
    switch (text.toLowerCase(Locale.ROOT)) {
      case "t", "true", "sim", "verdadeiro" -> out.ascii("t");
      case "f", "false", "não", "nao", "falso" -> out.ascii("f");
      default -> {
        return "it is neither true nor false";
      }
    }
    return null;
  }

  private static @Nullable String letters(
      SourceRow row, int field, TargetColumn column, CopyText out) {
    byte[] bytes = row.bytes();
    int start = row.start(field);
    int length = row.length(field);
    int letters = Utf8.letters(bytes, start, length);
    if (letters == Utf8.BROKEN) {
      return "it is not UTF-8";
    }
    for (int at = start; at < start + length; at++) {
      if (bytes[at] == 0) {
        return "it holds a NUL";
      }
    }
    if (column.size() > 0 && letters > column.size()) {
      return "it is longer than " + column.size() + " letters";
    }
    out.escaped(bytes, start, length);
    return null;
  }

  private static boolean isBlank(SourceRow row, int field) {
    for (int at = row.start(field); at < row.start(field) + row.length(field); at++) {
      if (row.bytes()[at] != ' ') {
        return false;
      }
    }
    return true;
  }
}

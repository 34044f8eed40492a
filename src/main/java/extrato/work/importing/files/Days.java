package extrato.work.importing.files;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Days and moments, as ISO and Brazil write them. */
final class Days {
  private static final Pattern DAY =
      Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})|(\\d{1,2})([/.-])(\\d{1,2})\\5(\\d{4})");
  private static final Pattern MOMENT =
      Pattern.compile(
          "(\\S+?)(?:[T ]| {2,})(\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,6}))?)?"
              + " ?(Z|[+-]\\d{2}(?::?\\d{2})?)?");
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2100;

  private final ZoneId zone;
  private final Notation<DayOrder> notation = new Notation<>();

  /**
   * @param zone in which a moment without a zone is meant
   */
  Days(ZoneId zone) {
    this.zone = zone;
  }

  Notation<DayOrder> notation() {
    return notation;
  }

  /** Notes what the text says about the file. */
  void look(byte[] bytes, int start, int length, long line, String column) {
    if (isIso(bytes, start, length)) {
      return;
    }
    String text = ascii(bytes, start, length);
    Matcher day = DAY.matcher(text.split("[T ]", 2)[0]);
    if (!day.matches() || day.group(4) == null) {
      return;
    }
    int first = Integer.parseInt(day.group(4));
    int second = Integer.parseInt(day.group(6));
    if (first > 12) {
      notation.sees(DayOrder.DMY, line);
    } else if (second > 12) {
      notation.sees(DayOrder.MDY, line);
    } else if (first != second) {
      notation.unclear(line, column);
    }
  }

  private static boolean isIso(byte[] bytes, int start, int length) {
    return length >= 10 && bytes[start + 4] == '-' && bytes[start + 7] == '-';
  }

  /** Writes the day or moment as the server prints it; returns why it is none, or null. */
  @Nullable String write(
      SourceRow row, int field, TargetColumn column, DayOrder order, CopyText out) {
    if (column.kind() == TargetColumn.Kind.TIMESTAMPTZ
        && IsoDay.writeMoment(row.bytes(), row.start(field), row.length(field), out)) {
      return null;
    }
    if (column.kind() == TargetColumn.Kind.DATE
        && (!column.isDayOfTheBooks() || isOfThisCentury(row, field))
        && IsoDay.writeDay(row.bytes(), row.start(field), row.length(field), out)) {
      return null;
    }
    String text = ascii(row.bytes(), row.start(field), row.length(field));
    try {
      if (column.kind() == TargetColumn.Kind.DATE) {
        LocalDate day = day(text, order);
        if (column.isDayOfTheBooks() && (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR)) {
          return "its year is not between 2000 and 2100";
        }
        out.ascii(day.toString());
      } else {
        out.ascii(moment(text, order, column.kind() == TargetColumn.Kind.TIMESTAMPTZ));
      }
      return null;
    } catch (DateTimeException e) {
      return e.getMessage();
    }
  }

  private static boolean isOfThisCentury(SourceRow row, int field) {
    int at = row.start(field);
    return row.length(field) > 1 && row.bytes()[at] == '2' && row.bytes()[at + 1] == '0';
  }

  private static LocalDate day(String text, DayOrder order) {
    Matcher day = DAY.matcher(text);
    if (!day.matches()) {
      throw new DateTimeException("it is not a day as in 2025-09-30 or 30/09/2025");
    }
    try {
      if (day.group(1) != null) {
        return LocalDate.of(year(number(day, 1)), number(day, 2), number(day, 3));
      }
      boolean dayFirst = order == DayOrder.DMY;
      return LocalDate.of(
          year(number(day, 7)), number(day, dayFirst ? 6 : 4), number(day, dayFirst ? 4 : 6));
    } catch (DateTimeException e) {
      throw new DateTimeException("there is no such day", e);
    }
  }

  /** The server knows no year 0. */
  private static int year(int year) {
    if (year == 0) {
      throw new DateTimeException("there is no year 0");
    }
    return year;
  }

  private String moment(String text, DayOrder order, boolean zoned) {
    Matcher parts = MOMENT.matcher(text);
    if (!parts.matches()) {
      throw new DateTimeException("it is not a moment as in 2025-09-30 14:05:00");
    }
    LocalDate day = day(parts.group(1), order);
    String fraction = parts.group(5) == null ? "" : parts.group(5);
    int micros = fraction.isEmpty() ? 0 : Integer.parseInt((fraction + "00000").substring(0, 6));
    LocalDateTime local;
    try {
      local =
          day.atTime(
              number(parts, 2),
              number(parts, 3),
              parts.group(4) == null ? 0 : number(parts, 4),
              micros * 1000);
    } catch (DateTimeException e) {
      throw new DateTimeException("there is no such hour", e);
    }
    if (!zoned) {
      if (parts.group(6) != null) {
        throw new DateTimeException("it has a zone, which its column cannot keep");
      }
      return printed(local, "");
    }
    return printed(local.minusSeconds(offset(parts.group(6), local).getTotalSeconds()), "+00");
  }

  private ZoneOffset offset(@Nullable String given, LocalDateTime local) {
    if (given != null) {
      try {
        return ZoneOffset.of(given.length() == 3 ? given + ":00" : given);
      } catch (DateTimeException e) {
        throw new DateTimeException("there is no such zone", e);
      }
    }
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.size() != 1) {
      throw new DateTimeException(
          "the clock was changed in that hour: write its zone, as in 2025-09-30 14:05:00-03");
    }
    return offsets.get(0);
  }

  private static String printed(LocalDateTime moment, String zone) {
    int micros = moment.get(ChronoField.MICRO_OF_SECOND);
    String fraction =
        micros == 0 ? "" : String.format(Locale.ROOT, ".%06d", micros).replaceFirst("0+$", "");
    String time = moment.toLocalTime().withNano(0).toString();
    return moment.toLocalDate()
        + " "
        + (time.length() == 5 ? time + ":00" : time)
        + fraction
        + zone;
  }

  private static int number(Matcher parts, int group) {
    return Integer.parseInt(parts.group(group));
  }

  /** One byte becomes one letter, whatever it is. */
  private static String ascii(byte[] bytes, int start, int length) {
    return new String(bytes, start, length, StandardCharsets.ISO_8859_1).strip();
  }
}

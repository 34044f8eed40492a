package extrato.db;

import extrato.settings.Settings;
import extrato.studio.Month;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A month as it stands in a statement: as plain values, because COPY takes no bound ones, and
 * because the server plans for as many rows as such a month has.
 */
record MonthValues(Month month, ZoneId zone, String moment) {
  static MonthValues of(Month month, Studio studio, Settings settings) {
    return new MonthValues(month, settings.zone(), studio.moment());
  }

  /** What stands in a statement where psql's variable of that name does. */
  Optional<String> value(String variable) {
    return Optional.ofNullable(
        switch (variable) {
          case "local_moment" -> hasZone() ? "at time zone " + Sql.literal(zone.getId()) : "";
          case "first_day" -> day(month.firstDay());
          case "next_month" -> day(month.firstDayOfNext());
          case "first_moment" -> moment(month.firstDay());
          case "next_moment" -> moment(month.firstDayOfNext());
          case "this_year" -> String.valueOf(month.year());
          case "this_month" -> String.valueOf(month.month());
          default -> null;
        });
  }

  private boolean hasZone() {
    return !moment.equals("timestamp without time zone");
  }

  private static String day(LocalDate day) {
    return "cast(" + Sql.literal(day.toString()) + " as pg_catalog.date)";
  }

  /** Midnight in the studio, in the form that the column's type compares with. */
  private String moment(LocalDate day) {
    String midnight =
        hasZone() ? day.atStartOfDay(zone).toInstant().toString() : day.atStartOfDay().toString();
    return "cast(" + Sql.literal(midnight) + " as " + moment + ")";
  }
}

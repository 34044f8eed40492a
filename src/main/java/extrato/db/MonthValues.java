package extrato.db;

import extrato.settings.Settings;
import extrato.studio.Month;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A month as it stands in a statement: as plain values, because COPY takes no bound ones, and
 * because the server plans for as many rows as such a month has.
 */
record MonthValues(Month month, ZoneId zone, String moment) {
  static MonthValues of(Month month, Studio studio, Settings settings) {
    return new MonthValues(month, settings.zone(), studio.moment());
  }

  /** The statement with the month in the places that psql's variables mark. */
  String in(String sql) {
    return sql.replace(
            ":local_moment", hasZone() ? "at time zone " + Sql.literal(zone.getId()) : "")
        .replace(":first_day", day(month.firstDay()))
        .replace(":next_month", day(month.firstDayOfNext()))
        .replace(":first_moment", moment(month.firstDay()))
        .replace(":next_moment", moment(month.firstDayOfNext()))
        .replace(":this_year", String.valueOf(month.year()))
        .replace(":this_month", String.valueOf(month.month()));
  }

  private boolean hasZone() {
    return !moment.equals("timestamp without time zone");
  }

  private static String day(LocalDate day) {
    return "date " + Sql.literal(day.toString());
  }

  /** Midnight in the studio, in the form that the column's type compares with. */
  private String moment(LocalDate day) {
    String midnight =
        hasZone() ? day.atStartOfDay(zone).toInstant().toString() : day.atStartOfDay().toString();
    return "cast(" + Sql.literal(midnight) + " as " + moment + ")";
  }
}

package extrato.postgres;

import extrato.studio.Month;
import extrato.studio.Tabela;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values that put a month into a statement. They are plain values, because COPY takes no bound
 * ones, and because the server then plans for the number of rows that such a month has.
 *
 * @param left live records that are left out of the month
 */
record MonthValues(Month month, ZoneId zone, String moment, Map<Tabela, List<Long>> left) {
  MonthValues(Month month, ZoneId zone, String moment) {
    this(month, zone, moment, Map.of());
  }

  /** The value for psql's variable of that name. */
  Optional<String> value(String variable) {
    return Optional.ofNullable(
        switch (variable) {
          case "first_day" -> day(month.firstDay());
          case "next_month" -> day(month.firstDayOfNext());
          case "first_moment" -> moment(month.firstDay());
          case "next_moment" -> moment(month.firstDayOfNext());
          case "ano" -> String.valueOf(month.year());
          case "mes" -> String.valueOf(month.month());
          case "left_pagamentos" -> left(Tabela.PAGAMENTOS);
          case "left_comissoes" -> left(Tabela.COMISSOES);
          case "left_gastos" -> left(Tabela.GASTOS);
          default -> null;
        });
  }

  /** The same month without these records; to leave out a session, its payments are left out. */
  MonthValues without(Map<Tabela, List<Long>> records) {
    return new MonthValues(month, zone, moment, records);
  }

  private String left(Tabela tabela) {
    return Sql.ids(left.getOrDefault(tabela, List.of()));
  }

  private static String day(LocalDate day) {
    return "cast(" + Sql.literal(day.toString()) + " as pg_catalog.date)";
  }

  /** Midnight in the studio, written so that it compares with the column's type. */
  private String moment(LocalDate day) {
    String midnight =
        Studio.hasZone(moment)
            ? day.atStartOfDay(zone).toInstant().toString()
            : day.atStartOfDay().toString();
    return "cast(" + Sql.literal(midnight) + " as " + moment + ")";
  }
}

package extrato.postgres;

import extrato.studio.Month;
import extrato.studio.Tabela;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A month as it stands in a statement: as plain values, because COPY takes no bound ones, and
 * because the server plans for as many rows as such a month has.
 *
 * @param left the live records that are to be left out of the month
 */
record MonthValues(Month month, ZoneId zone, String moment, Map<Tabela, List<Long>> left) {
  MonthValues(Month month, ZoneId zone, String moment) {
    this(month, zone, moment, Map.of());
  }

  /** What stands in a statement where psql's variable of that name does. */
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

  /** The same month without these records; a session is left by way of its payments. */
  MonthValues without(Map<Tabela, List<Long>> records) {
    return new MonthValues(month, zone, moment, records);
  }

  private String left(Tabela tabela) {
    return Sql.ids(left.getOrDefault(tabela, List.of()));
  }

  private static String day(LocalDate day) {
    return "cast(" + Sql.literal(day.toString()) + " as pg_catalog.date)";
  }

  /** Midnight in the studio, in the form that the column's type compares with. */
  private String moment(LocalDate day) {
    String midnight =
        Studio.hasZone(moment)
            ? day.atStartOfDay(zone).toInstant().toString()
            : day.atStartOfDay().toString();
    return "cast(" + Sql.literal(midnight) + " as " + moment + ")";
  }
}

package extrato.life;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which live records belong to a month: the contract's one rule, written down a second time.
 *
 * @param tokens of all of them
 * @param stay of the sessions that a payment outside the month also refers to
 */
record Selection(Set<String> tokens, Set<String> stay) {

  static Selection of(YearMonth month, Map<String, Row> live, ZoneId zone) {
    Set<String> tokens = new LinkedHashSet<>();
    Set<Long> payments = new HashSet<>();
    Set<Long> pointedAt = new HashSet<>();
    Set<Long> pointedAtFromOutside = new HashSet<>();
    Set<Long> allPayments = new HashSet<>();
    for (Row row : live.values()) {
      if (row.table().equals("pagamentos")) {
        boolean inside = YearMonth.from(row.data()).equals(month);
        Long session = row.number("sessao_id");
        allPayments.add(row.id());
        if (inside) {
          payments.add(row.id());
          tokens.add(row.token());
        }
        if (session != null) {
          (inside ? pointedAt : pointedAtFromOutside).add(session);
        }
      } else if (row.table().equals("gastos") && YearMonth.from(row.data()).equals(month)) {
        tokens.add(row.token());
      }
    }
    Set<String> stay = new LinkedHashSet<>();
    for (Row row : live.values()) {
      if (row.table().equals("comissoes")) {
        Long payment = row.number("pagamento_id");
        if (payment == null ? isCreatedIn(month, row, zone) : payments.contains(payment)) {
          tokens.add(row.token());
        }
      } else if (row.table().equals("sessoes")) {
        Long payment = row.number("payment_id");
        boolean inside = payment != null && payments.contains(payment);
        boolean outside = payment != null && !inside && allPayments.contains(payment);
        if (inside || pointedAt.contains(row.id())) {
          tokens.add(row.token());
          if (outside || pointedAtFromOutside.contains(row.id())) {
            stay.add(row.token());
          }
        }
      }
    }
    return new Selection(tokens, stay);
  }

  /** How many live records each month has. */
  static Map<YearMonth, Integer> months(Map<String, Row> live, ZoneId zone) {
    Map<YearMonth, Integer> months = new TreeMap<>();
    for (Row row : live.values()) {
      if (List.of("pagamentos", "gastos").contains(row.table())) {
        months.merge(YearMonth.from(row.data()), 1, Integer::sum);
      }
    }
    for (Row row : live.values()) {
      String created = row.get("created_at");
      if (row.table().equals("comissoes") && row.get("pagamento_id") == null && created != null) {
        months.merge(YearMonth.from(instant(created).atZone(zone)), 1, Integer::sum);
      }
    }
    return months;
  }

  private static boolean isCreatedIn(YearMonth month, Row row, ZoneId zone) {
    String created = row.get("created_at");
    return created != null && YearMonth.from(instant(created).atZone(zone)).equals(month);
  }

  /** Parses a moment as PostgreSQL writes it in UTC: {@code 2025-09-01 03:00:00+00}. */
  static Instant instant(String timestamp) {
    return Instant.parse(timestamp.replace(' ', 'T').replace("+00", "Z").toUpperCase(Locale.ROOT));
  }
}

package extrato.demo;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The demo studio's books, from its first month to the end of a given day, in the order in which
 * they were written.
 */
record DemoBooks(
    LocalDate opened,
    LocalDate today,
    List<Session> sessions,
    List<Payment> sales,
    List<Bonus> bonuses,
    List<Expense> expenses) {
  /** How many months ahead people book. */
  private static final int AHEAD = 2;

  static DemoBooks of(YearMonth first, LocalDate today) {
    LocalDate opened = first.atDay(1);
    List<Session> sessions = new ArrayList<>();
    List<Payment> sales = new ArrayList<>();
    List<Bonus> bonuses = new ArrayList<>();
    List<Expense> expenses = new ArrayList<>();
    YearMonth end = YearMonth.from(today).plusMonths(AHEAD);
    for (YearMonth month = first; !month.isAfter(end); month = month.plusMonths(1)) {
      DemoMonth happening = new DemoMonth(month);
      sessions.addAll(happening.sessions(opened));
      sales.addAll(happening.sales());
      bonuses.addAll(happening.bonuses());
      expenses.addAll(happening.expenses());
    }
    LocalDateTime night = today.plusDays(1).atStartOfDay();
    return new DemoBooks(
        opened,
        today,
        sessions.stream()
            .filter(session -> session.appointment().booked().isBefore(night))
            .map(session -> session.until(today))
            .sorted(Comparator.comparing(session -> session.appointment().booked()))
            .toList(),
        sales.stream().filter(sale -> sale.at().isBefore(night)).toList(),
        bonuses.stream().filter(bonus -> bonus.at().isBefore(night)).toList(),
        expenses.stream()
            .filter(expense -> !expense.date().isAfter(today))
            .sorted(Comparator.comparing(Expense::date))
            .toList());
  }

  /** Everybody who has come or paid, with the time of the first visit or payment. */
  Map<String, LocalDateTime> clients() {
    Map<String, LocalDateTime> clients = new LinkedHashMap<>();
    for (Session session : sessions) {
      clients.putIfAbsent(
          session.offer().client(), session.appointment().booked().minusMinutes(10));
    }
    for (Payment sale : sales) {
      if (sale.client() != null) {
        clients.putIfAbsent(sale.client(), sale.at().minusMinutes(10));
      }
    }
    return clients;
  }
}

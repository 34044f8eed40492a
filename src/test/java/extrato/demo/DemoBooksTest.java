package extrato.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DemoBooksTest {
  private static final YearMonth FIRST = YearMonth.of(2000, 1);
  private static final YearMonth LAST = YearMonth.of(2099, 12);

  @Test
  void of_anyMonth_hasAHundredRecordsOrSo() {
    DemoBooks books = DemoBooks.of(FIRST, LAST.atEndOfMonth());
    Map<YearMonth, Integer> records = new HashMap<>();
    paymentsOf(books)
        .forEach(payment -> records.merge(YearMonth.from(payment.date()), 2, Integer::sum));
    for (Session session : books.sessions()) {
      session.payments().stream()
          .map(payment -> YearMonth.from(payment.date()))
          .distinct()
          .forEach(month -> records.merge(month, 1, Integer::sum));
    }
    books.bonuses().forEach(bonus -> records.merge(YearMonth.from(bonus.at()), 1, Integer::sum));
    books.expenses().forEach(one -> records.merge(YearMonth.from(one.date()), 1, Integer::sum));
    assertThat(records).hasSize(1200);
    assertThat(records.values()).allSatisfy(count -> assertThat(count).isBetween(80, 150));
  }

  @Test
  void of_anyMonth_hasADepositForASessionOfALaterOne() {
    DemoBooks books = DemoBooks.of(FIRST, LAST.atEndOfMonth());
    assertThat(
            books.sessions().stream()
                .filter(session -> session.payments().size() == 2)
                .filter(session -> session.payments().get(0).date().isBefore(firstDay(session)))
                .map(session -> YearMonth.from(session.payments().get(0).date()))
                .collect(Collectors.toSet()))
        .hasSizeGreaterThan(1190);
  }

  @Test
  void of_anyMonth_namesEverySessionInTheCalendarOnce() {
    DemoBooks books = DemoBooks.of(FIRST, LAST.atEndOfMonth());
    assertThat(books.sessions()).extracting(Session::event).doesNotHaveDuplicates();
  }

  private static LocalDate firstDay(Session session) {
    return session.appointment().date().withDayOfMonth(1);
  }

  private static Stream<Payment> paymentsOf(DemoBooks books) {
    return Stream.concat(
        books.sessions().stream().flatMap(session -> session.payments().stream()),
        books.sales().stream());
  }
}

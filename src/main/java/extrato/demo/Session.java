package extrato.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session and its payments.
 *
 * @param pointsAtLast whether the session refers to its last payment or to its first
 */
record Session(
    LocalDate date,
    BigDecimal price,
    @Nullable String note,
    String client,
    Staff artist,
    String event,
    boolean cancelled,
    LocalDateTime booked,
    List<Payment> payments,
    boolean pointsAtLast) {

  Session {
    payments = List.copyOf(payments);
  }

  /** The session as the books show it at the end of a day. */
  Session until(LocalDate day) {
    List<Payment> paid = payments.stream().filter(p -> !p.date().isAfter(day)).toList();
    boolean known = cancelled && (!date.isAfter(day) || paid.size() == payments.size());
    return new Session(date, price, note, client, artist, event, known, booked, paid, pointsAtLast);
  }

  String status(LocalDate today) {
    if (cancelled) {
      return "cancelled";
    }
    return date.isAfter(today) ? "active" : "completed";
  }
}

package extrato.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session and its payments.
 *
 * @param event its number in the calendar
 * @param pointsAtLast whether the session refers to its last payment or to its first
 */
record Session(
    Appointment appointment,
    Offer offer,
    @Nullable String note,
    String event,
    List<Payment> payments,
    boolean pointsAtLast) {

  /** When it is, and whether it still is. */
  record Appointment(LocalDate date, LocalDateTime booked, boolean cancelled) {}

  /** Who tattoos whom, for how much. */
  record Offer(Staff artist, String client, BigDecimal price) {}

  Session {
    payments = List.copyOf(payments);
  }

  /** The session as the books show it at the end of a day. */
  Session until(LocalDate day) {
    List<Payment> paid = payments.stream().filter(p -> !p.date().isAfter(day)).toList();
    LocalDate date = appointment.date();
    boolean known =
        appointment.cancelled() && (!date.isAfter(day) || paid.size() == payments.size());
    Appointment seen = new Appointment(date, appointment.booked(), known);
    return new Session(seen, offer, note, event, paid, pointsAtLast);
  }

  String status(LocalDate today) {
    if (appointment.cancelled()) {
      return "cancelled";
    }
    return appointment.date().isAfter(today) ? "active" : "completed";
  }
}

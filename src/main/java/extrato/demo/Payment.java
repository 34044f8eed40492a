package extrato.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Money that came in (or, if negative, was paid back), and the artist's share of it. */
record Payment(
    LocalDateTime at,
    BigDecimal value,
    String form,
    @Nullable String note,
    @Nullable String client,
    Staff artist,
    LocalDateTime settled) {

  LocalDate date() {
    return at.toLocalDate();
  }

  BigDecimal commission() {
    return value
        .multiply(artist.percent())
        .divide(BigDecimal.valueOf(100), 2, RoundingMode.HALF_UP);
  }
}

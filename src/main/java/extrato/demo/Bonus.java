package extrato.demo;

import java.math.BigDecimal;
import java.time.LocalDateTime;

/** A commission that no payment stands behind. */
record Bonus(LocalDateTime at, BigDecimal value, BigDecimal percent, String note, Staff artist) {}

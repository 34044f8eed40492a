package extrato.demo;

import java.math.BigDecimal;
import java.time.LocalDateTime;

/** A commission without a payment. */
record Bonus(LocalDateTime at, BigDecimal value, BigDecimal percent, String note, Staff artist) {}

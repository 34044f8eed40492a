package extrato.demo;

import java.math.BigDecimal;
import java.time.LocalDate;

/** Money that the studio spent. */
record Expense(LocalDate date, BigDecimal value, String what, String form) {}

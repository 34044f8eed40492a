package extrato.life;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Map;
import java.util.SortedSet;

/**
 * The row of {@code extratos}, as the studio's page reads it.
 *
 * @param text everything in it, to search for remarks
 * @param tokens tokens of the records that it lists
 * @param totals the plain numbers, by name
 */
record Statement(
    YearMonth month, String text, SortedSet<String> tokens, Map<String, BigDecimal> totals) {}

package extrato.support.settings;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a month is closed.
 *
 * @param monthlyJob whether {@code extrato monthly} does anything
 * @param batchSize null when it grows with the month
 * @param allowedChanges tables, and columns of sessions that stay, that the studio's triggers may
 *     change
 * @param missingKeys whether a studio without its usual foreign keys is closed all the same
 * @param encoding how the statement is written for the web application
 * @param statementLimit how many records a statement may list
 */
public record ClosingSettings(
    boolean monthlyJob,
    @Nullable Integer batchSize,
    Set<String> allowedChanges,
    boolean missingKeys,
    StatementEncoding encoding,
    int statementLimit) {

  public ClosingSettings {
    if (statementLimit < 0 || (batchSize != null && batchSize < 1)) {
      throw new IllegalArgumentException("statement limit or batch size out of range");
    }
    allowedChanges = Set.copyOf(allowedChanges);
  }
}

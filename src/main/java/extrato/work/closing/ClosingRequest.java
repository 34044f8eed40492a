package extrato.work.closing;

import extrato.month.selection.LeftOut;
import extrato.studio.Month;
import java.util.Set;

/**
 * What the operator asked for.
 *
 * @param leftOut the live records that stay live and take no part
 */
public record ClosingRequest(Month month, Set<Word> words, LeftOut leftOut) {
  /** What makes it more, or less, than the closing of an open month that is over. */
  public enum Word {
    /** Late records are merged into a closed month. */
    FORCE,
    /** The month may be one that is not over. */
    EARLY,
    /** Everything is checked, and nothing is changed. */
    DRY_RUN,
    /** A backup of these very records comes before, so that a rehearsal asks for none. */
    BACKUP_FIRST
  }

  public ClosingRequest {
    words = Set.copyOf(words);
  }

  public static ClosingRequest of(Month month, LeftOut leftOut, Word... words) {
    return new ClosingRequest(month, Set.of(words), leftOut);
  }

  public boolean says(Word word) {
    return words.contains(word);
  }

  public boolean force() {
    return says(Word.FORCE);
  }

  public boolean dryRun() {
    return says(Word.DRY_RUN);
  }
}

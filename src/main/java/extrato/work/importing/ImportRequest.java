package extrato.work.importing;

import extrato.studio.Month;
import extrato.work.importing.files.Options;
import extrato.work.importing.files.SourceFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What shall be imported.
 *
 * @param rule what becomes of records that are live already
 * @param images the folder that keeps what imports wrote
 * @param timeout of each statement; null for the usual one
 */
public record ImportRequest(
    List<SourceFile> files,
    Options options,
    Rule rule,
    Set<Word> words,
    boolean dryRun,
    Path images,
    @Nullable Duration timeout) {
  /** What becomes of records that are live already. */
  public enum Mode {
    /** They are in the way. */
    ADD,
    /** They are left where they are, if they have the same values, or changed. */
    MERGE,
    /** They go, whatever they are, and the files' records take their place. */
    REPLACE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What becomes of records that are live already.
   *
   * @param month whose records are replaced; null where all are
   */
  public record Rule(Mode mode, @Nullable Month month) {}

  /** What the operator has to say for an import that is more than adding records. */
  public enum Word {
    /** Records of a month that is closed become late records. */
    INTO_CLOSED("--into-closed"),
    /** A file that was imported before. */
    AGAIN("--again"),
    /** New clients and users are those whom archive or ledger know by their ids. */
    SAME_PEOPLE("--same-people"),
    /** Records that are live with other values get those of the files. */
    UPDATE("--update"),
    /** Nothing is kept of what is done, so it cannot be undone. */
    NO_BACKUP("--no-backup");

    private final String flag;

    Word(String flag) {
      this.flag = flag;
    }

    public String flag() {
      return flag;
    }
  }

  public ImportRequest {
    files = List.copyOf(files);
    words = words.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(words));
  }

  boolean merges() {
    return rule.mode() == Mode.MERGE;
  }

  boolean replaces() {
    return rule.mode() == Mode.REPLACE;
  }

  boolean updates() {
    return merges() && says(Word.UPDATE);
  }

  boolean says(Word word) {
    return words.contains(word);
  }
}

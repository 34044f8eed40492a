package extrato.month.backup;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What is wrong with a backup, and with which of its two files. */
final class Flaw extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Path file;
  private final @Nullable String misplaced;

  Flaw(Path file, String why) {
    this(file, why, null);
  }

  Flaw(Path file, String why, @Nullable String misplaced) {
    super(why);
    this.file = file;
    this.misplaced = misplaced;
  }

  /** What a sound file really is, if it is not what it was taken for; null if it is not sound. */
  @Nullable String misplaced() {
    return misplaced;
  }

  Path file() {
    return file;
  }

  String why() {
    return String.valueOf(getMessage());
  }
}

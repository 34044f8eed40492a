package extrato.cli.commands;

import extrato.work.restoring.ExplicitWord;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** What a person says yes to, each by a word of its own. */
final class ExplicitWords {
  @Option(
      names = "--other-values",
      description =
          "Yes, also records or values that are not those of the archive or the newest backup, or"
              + " that only the statement still tells of.")
  boolean otherValues;

  @Option(names = "--other-studio", description = "Yes, a file of another database.")
  boolean otherStudio;

  @Option(names = "--older", description = "Yes, an older backup than the newest of its month.")
  boolean older;

  Set<ExplicitWord> said() {
    Set<ExplicitWord> words = EnumSet.noneOf(ExplicitWord.class);
    if (otherValues) {
      words.add(ExplicitWord.OTHER_VALUES);
    }
    if (otherStudio) {
      words.add(ExplicitWord.OTHER_STUDIO);
    }
    if (older) {
      words.add(ExplicitWord.OLDER);
    }
    return words;
  }
}

package extrato.month.backup;

import extrato.month.selection.RecordOrigin;
import java.util.List;
import java.util.Locale;

/**
 * What two backups of a month hold differently, record by record and value by value.
 *
 * @param first the differences that are named
 * @param count all that there are
 */
public record BackupDiff(Manifest one, Manifest other, List<Difference> first, long count) {
  public BackupDiff {
    first = List.copyOf(first);
  }

  /** Both files are proven on the way. */
  public static BackupDiff of(Generation one, Generation other) {
    Manifest ofOne = one.manifest();
    Manifest ofOther = other.manifest();
    try (OpenBackup open = OpenBackup.of(one, ofOne, ofOther.layout(), false)) {
      FileProof.checkPassing(
          other,
          ofOther,
          (tabela, row, line) -> open.row(tabela, RecordOrigin.LIVE, line, 0, line.length));
      Differences differences = open.finish();
      return new BackupDiff(
          ofOne,
          ofOther,
          differences.first().stream()
              .map(difference -> difference.between(name(ofOne), name(ofOther)))
              .toList(),
          differences.count());
    }
  }

  /** {@code backup 2}. */
  public static String name(Manifest manifest) {
    return String.format(Locale.ROOT, "backup %d", manifest.generation());
  }
}

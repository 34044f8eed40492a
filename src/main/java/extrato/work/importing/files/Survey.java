package extrato.work.importing.files;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How one file writes amounts and days: only the file as a whole can tell, and where it cannot, the
 * operator is asked.
 */
final class Survey {
  private final SourceFile file;
  private final Options options;
  private final Rejects rejects;
  private final Cells cells;

  Survey(SourceFile file, Options options, Rejects rejects, Cells cells) {
    this.file = file;
    this.options = options;
    this.rejects = rejects;
    this.cells = cells;
  }

  void look(SourceRow row, List<@Nullable TargetColumn> plan) {
    for (int i = 0; i < plan.size(); i++) {
      TargetColumn column = plan.get(i);
      if (column != null) {
        cells.look(row, i, column);
      }
    }
  }

  /** Tells the cells what was found out; false where it cannot be told. */
  boolean decide() {
    Decimals decimals =
        decided(
            cells.amounts().notation(),
            options.decimals(),
            Decimals.POINT,
            "the file has amounts with a decimal comma and, as in line %d, with a decimal point",
            "it may be thousands, or one and some decimals, and nothing in the file tells: say"
                + " --decimal comma or --decimal point");
    DayOrder days =
        decided(
            cells.days().notation(),
            options.days(),
            DayOrder.DMY,
            "the file has days that begin with the day and, as in line %d, with the month",
            "day and month can be read in two ways, and nothing in the file tells: say --dates dmy"
                + " or --dates mdy");
    if (decimals == null || days == null) {
      return false;
    }
    cells.decide(decimals, days);
    return true;
  }

  private <T extends Enum<T>> @Nullable T decided(
      Notation<T> notation, @Nullable T said, T otherwise, String contradiction, String question) {
    if (said != null) {
      return said;
    }
    if (notation.isContradictory()) {
      String reason = String.format(Locale.ROOT, contradiction, notation.seenAt());
      rejects.add(new Reject(file.shown(), notation.otherAt(), "", reason));
      return null;
    }
    if (notation.isUndecided()) {
      rejects.add(
          new Reject(file.shown(), notation.unclearAt(), notation.unclearColumn(), question));
      return null;
    }
    T way = notation.way();
    return way == null ? otherwise : way;
  }
}

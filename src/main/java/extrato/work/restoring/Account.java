package extrato.work.restoring;

import extrato.studio.Month;
import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a restore found out about what it brings back: for its last line, its JSON and its record.
 */
public final class Account {
  private static final int SHOWN = 20;

  private final List<Deviation> deviations = new ArrayList<>();
  private final Map<ExplicitWord, String> wanted = new EnumMap<>(ExplicitWord.class);
  private String instead = "";
  private boolean legacy;
  private int leftAsTheyAre;
  private long records;

  /** How many records of the month are live when all is done. */
  void records(long count) {
    records = count;
  }

  /** The month was closed by something that kept no archive. */
  void legacy() {
    legacy = true;
  }

  /** Sessions that are live with other values than what would have come back. */
  void leftAsTheyAre(int sessions) {
    leftAsTheyAre = sessions;
  }

  /** Does not do it without the word. */
  void want(ExplicitWord word, String why) {
    wanted.merge(word, why, (one, other) -> one.contains(other) ? one : one + "; " + other);
  }

  void want(ExplicitWord word, String why, Deviation deviation) {
    deviations.add(deviation);
    want(word, why + ": " + deviation.summary());
  }

  /** What is safe to do instead. */
  void instead(String advice) {
    instead = advice;
  }

  /** What the operator said yes to. */
  List<String> reasons() {
    return List.copyOf(wanted.values());
  }

  /** Stops unless every word that is wanted was said. */
  void check(Set<ExplicitWord> words) {
    List<ExplicitWord> unsaid =
        wanted.keySet().stream().filter(word -> !words.contains(word)).toList();
    if (!unsaid.isEmpty()) {
      throw new Failure.WantsFlag(
          unsaid.stream().map(wanted::get).collect(Collectors.joining("; "))
              + "; nothing was changed",
          instead
              + "add "
              + unsaid.stream().map(ExplicitWord::option).collect(Collectors.joining(" "))
              + " if that is meant");
    }
  }

  /** The first places where what comes back is not what is held to be right. */
  public List<OtherValue> differences() {
    return deviations.stream()
        .flatMap(deviation -> deviation.first().stream())
        .distinct()
        .limit(SHOWN)
        .toList();
  }

  /** How many records are not what they are held to be; the most that one comparison found. */
  public long differenceCount() {
    return deviations.stream().mapToLong(Deviation::records).max().orElse(0);
  }

  /** What to add to the message that the web application shows. */
  String remark() {
    return isAsItWas() ? "" : ", with other values or records than were closed";
  }

  private boolean isAsItWas() {
    return deviations.isEmpty() && leftAsTheyAre == 0;
  }

  /** The last line. */
  public String verdict(Month month, boolean dryRun) {
    if (isAsItWas() && !legacy) {
      return dryRun
          ? "dry run, nothing changed: month " + month.slashed() + " can be put back as it was"
          : "month " + month.slashed() + " is back as it was, and open again";
    }
    String what =
        Deviation.records(records)
            + " of "
            + month.slashed()
            + (dryRun ? " can be put back" : records == 1 ? " is back" : " are back")
            + deviations.stream().map(Account::clause).collect(Collectors.joining())
            + (leftAsTheyAre == 0
                ? ""
                : ", " + leftAsTheyAre + " of them live with other values than the file's");
    return dryRun
        ? "dry run, nothing changed: " + what
        : what + (isAsItWas() ? " as the file has them" : "") + "; the month is open again";
  }

  private static String clause(Deviation deviation) {
    if (deviation.trouble() != null) {
      return ", and nothing could tell whether they are those of " + deviation.right();
    }
    StringBuilder clause = new StringBuilder();
    if (deviation.other() > 0) {
      clause.append(
          String.format(
              Locale.ROOT,
              ", %d of them with other values than %s",
              deviation.other(),
              deviation.right()));
    }
    if (deviation.more() > 0) {
      clause.append(
          String.format(
              Locale.ROOT, ", %d of them not in %s", deviation.more(), deviation.right()));
    }
    if (deviation.missing() > 0) {
      clause.append(
          String.format(
              Locale.ROOT,
              ", %s of %s %s not among them",
              Deviation.records(deviation.missing()),
              deviation.right(),
              deviation.missing() == 1 ? "is" : "are"));
    }
    return clause.toString();
  }
}

package extrato.work.restoring;

import extrato.studio.Count;
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
 * What a restore found out about the records that it brings back, for its last line, its JSON and
 * its record.
 */
public final class RestoreFindings {
  private static final int SHOWN = 20;

  private final List<Deviation> deviations = new ArrayList<>();
  private final Map<ExplicitWord, String> wanted = new EnumMap<>(ExplicitWord.class);
  private String instead = "";
  private boolean legacy;
  private int leftAsTheyAre;
  private long records;

  /** Another look finds everything anew. */
  void begin() {
    deviations.clear();
    wanted.clear();
    instead = "";
    legacy = false;
    leftAsTheyAre = 0;
  }

  /** How many of the month's records are live in the end. */
  void records(long count) {
    records = count;
  }

  /** Says that the program that closed the month kept no archive. */
  void legacy() {
    legacy = true;
  }

  /** Says how many sessions are live with values other than those that would have come back. */
  void leftAsTheyAre(int sessions) {
    leftAsTheyAre = sessions;
  }

  /** Requires this word of the operator. */
  void want(ExplicitWord word, String why) {
    wanted.merge(word, why, (one, other) -> one.contains(other) ? one : one + "; " + other);
  }

  void want(ExplicitWord word, String why, Deviation deviation) {
    deviations.add(deviation);
    want(word, why + ": " + deviation.summary());
  }

  /** A safe alternative to offer. */
  void instead(String advice) {
    instead = advice;
  }

  /** The reasons for the words that were required. */
  List<String> reasons() {
    return List.copyOf(wanted.values());
  }

  /** Stops unless the operator has given every word that is required. */
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

  /** The first places where what comes back differs from what should come back. */
  public List<OtherValue> differences() {
    return deviations.stream()
        .flatMap(deviation -> deviation.first().stream())
        .distinct()
        .limit(SHOWN)
        .toList();
  }

  /** How many records differ: the largest number that one comparison found. */
  public long differenceCount() {
    return deviations.stream().mapToLong(Deviation::records).max().orElse(0);
  }

  /** An addition to the message that the web application shows. */
  String remark() {
    return isAsItWas() ? "" : ", with other values or records than were closed";
  }

  private boolean isAsItWas() {
    return deviations.isEmpty() && leftAsTheyAre == 0;
  }

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
            + deviations.stream().map(RestoreFindings::clause).collect(Collectors.joining())
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
              ", %s of them with other values than %s",
              Count.of(deviation.other()),
              deviation.right()));
    }
    if (deviation.more() > 0) {
      clause.append(
          String.format(
              Locale.ROOT,
              ", %s of them not in %s",
              Count.of(deviation.more()),
              deviation.right()));
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

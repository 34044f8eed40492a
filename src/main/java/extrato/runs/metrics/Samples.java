package extrato.runs.metrics;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The lines of the file: those of other runs, unchanged, and those of this run. */
final class Samples {
  private static final Pattern LINE =
      Pattern.compile(
          "(extrato_[a-z_]+)(\\{month=\"(\\d{4}-\\d{2})\"(?:,[a-z]+=\"[^\"\\\\{}]*\")*})"
              + " ([0-9.]+)");

  /** A year, and the same month of the year before for comparison. */
  private static final int KEPT_MONTHS = 13;

  private final Map<Metric, SortedMap<String, String>> samples = new EnumMap<>(Metric.class);

  /** Drops lines that another program wrote into the file. */
  static Samples parse(String text) {
    Samples parsed = new Samples();
    text.lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(
            line ->
                Metric.named(line.group(1))
                    .ifPresent(metric -> parsed.put(metric, line.group(2), line.group(4))));
    return parsed;
  }

  /**
   * @param studio whose they are where there are many, and a monitor reads the files of all; else
   *     null
   */
  void add(Measured run, @Nullable String studio) {
    String month =
        "month=\"" + run.month() + "\"" + (studio == null ? "" : ",studio=\"" + studio + "\"");
    String labels = month + ",command=\"" + run.command() + "\"";
    put(Metric.LAST_RUN, braced(labels), seconds(run.end().at()));
    put(Metric.EXIT_CODE, braced(labels), String.valueOf(run.end().exitCode()));
    put(Metric.DURATION, braced(labels), seconds(run.end().duration().toMillis()));
    forget(Metric.STEP, "{" + labels);
    run.end()
        .steps()
        .forEach(
            (step, millis) ->
                put(Metric.STEP, braced(labels + ",step=\"" + step + "\""), seconds(millis)));
    if (run.end().exitCode() == 0) {
      put(Metric.LAST_SUCCESS, braced(labels), seconds(run.end().at()));
    }
    if (run.found().proven()) {
      put(Metric.LAST_PROOF, braced(month), seconds(run.end().at()));
    }
    run.found()
        .records()
        .forEach(
            (table, count) ->
                put(Metric.RECORDS, braced(month + ",table=\"" + table + "\""), "" + count));
    if (run.found().late() != null) {
      put(Metric.LATE, braced(month), String.valueOf(run.found().late()));
    }
    if (run.found().backupBytes() != null) {
      put(Metric.BACKUP_BYTES, braced(month), String.valueOf(run.found().backupBytes()));
    }
    forgetOldMonths();
  }

  String text() {
    return samples.entrySet().stream()
        .map(
            metric ->
                String.format(
                        Locale.ROOT,
                        "# HELP %1$s %2$s\n# TYPE %1$s gauge\n",
                        metric.getKey().text(),
                        metric.getKey().help())
                    + metric.getValue().entrySet().stream()
                        .map(
                            sample ->
                                metric.getKey().text()
                                    + sample.getKey()
                                    + " "
                                    + sample.getValue()
                                    + "\n")
                        .collect(Collectors.joining()))
        .collect(Collectors.joining());
  }

  private void put(Metric metric, String labels, String value) {
    samples.computeIfAbsent(metric, it -> new TreeMap<>()).put(labels, value);
  }

  private void forget(Metric metric, String beginning) {
    SortedMap<String, String> values = samples.getOrDefault(metric, new TreeMap<>());
    values.keySet().removeIf(labels -> labels.startsWith(beginning));
  }

  private void forgetOldMonths() {
    TreeSet<String> months = new TreeSet<>();
    samples.values().forEach(values -> values.keySet().forEach(it -> months.add(month(it))));
    while (months.size() > KEPT_MONTHS) {
      String oldest = months.pollFirst();
      samples.values().forEach(it -> it.keySet().removeIf(l -> month(l).equals(oldest)));
    }
    samples.values().removeIf(Map::isEmpty);
  }

  private static String month(String labels) {
    return labels.substring("{month=\"".length(), "{month=\"2025-09".length());
  }

  private static String braced(String labels) {
    return "{" + labels + "}";
  }

  private static String seconds(Instant instant) {
    return seconds(instant.toEpochMilli());
  }

  private static String seconds(long millis) {
    return BigDecimal.valueOf(millis, 3).toPlainString();
  }
}

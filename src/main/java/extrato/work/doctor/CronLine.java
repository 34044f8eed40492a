package extrato.work.doctor;

import extrato.support.files.PlainFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When cron starts the monthly closing, as far as a line says so with plain numbers.
 *
 * @param days days of the month, ascending
 */
record CronLine(String text, int minute, int hour, List<Integer> days) {
  /** The line that {@code cron/extrato} is shipped with. */
  static final CronLine SHIPPED = new CronLine("0 2 1-5 * *", 0, 2, List.of(1, 2, 3, 4, 5));

  private static final String DAYS = "\\d{1,2}(?:-\\d{1,2})?(?:,\\d{1,2}(?:-\\d{1,2})?)*";
  private static final Pattern LINE =
      Pattern.compile("\\s*((\\d{1,2})\\s+(\\d{1,2})\\s+(" + DAYS + ")\\s+\\*\\s+\\*)\\s+\\S.*");

  CronLine {
    days = List.copyOf(days);
  }

  /** The first line of the file that gives times; empty if none can be understood. */
  static Optional<CronLine> read(Path file) throws IOException {
    return PlainFile.namedText(file)
        .lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .map(CronLine::of)
        .filter(CronLine::isPossible)
        .findFirst();
  }

  /** The line's runs in one month, on a machine in this zone. */
  List<ZonedDateTime> runs(YearMonth month, ZoneId zone) {
    return days.stream()
        .filter(day -> day <= month.lengthOfMonth())
        .map(day -> month.atDay(day).atTime(hour, minute).atZone(zone))
        .toList();
  }

  private static CronLine of(Matcher line) {
    TreeSet<Integer> days = new TreeSet<>();
    for (String part : line.group(4).split(",", -1)) {
      String[] ends = part.split("-", -1);
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int day = Integer.parseInt(ends[0]); day <= last; day++) {
        days.add(day);
      }
    }
    return new CronLine(
        line.group(1).replaceAll("\\s+", " "),
        Integer.parseInt(line.group(2)),
        Integer.parseInt(line.group(3)),
        List.copyOf(days));
  }

  private boolean isPossible() {
    return minute < 60
        && hour < 24
        && !days.isEmpty()
        && days.get(0) >= 1
        && days.get(0) <= 28
        && days.get(days.size() - 1) <= 31;
  }

  @Override
  public String toString() {
    return text;
  }
}

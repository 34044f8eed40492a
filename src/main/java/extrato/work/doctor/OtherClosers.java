package extrato.work.doctor;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.studio.Month;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The web application's own closers that are still active, judged by what they note for its pages.
 */
final class OtherClosers {
  private static final String NAME = "web application";
  private static final String NOTED = Sql.load(OtherClosers.class, "other_closers.sql");

  /** Long enough that each of them would have had its day. */
  private static final Duration LATELY = Duration.ofDays(35);

  /** What closes months in the application, recognised by how its notes begin. */
  private enum Closer {
    SCHEDULED(
        "its scheduler or workflow",
        "set ENABLE_MONTHLY_EXTRATO_JOB=false in the web application, and disable its workflow",
        "Monthly atomic"),
    PAGES(
        "the run behind its pages",
        "set DISABLE_EXTRATO_BACKGROUND=true in the web application",
        "Monthly automation"),
    PEOPLE(
        "a call by hand",
        "let people and scripts use `extrato monthly` instead",
        "(Manual|Atomic) generation"),
    UNKNOWN(
        "a closer of its own",
        "switch off all that docs/migrating.md names under \"Switch the old generator off first\"",
        "");

    private final String words;
    private final String cure;
    private final Pattern beginning;

    Closer(String words, String cure, String beginning) {
      this.words = words;
      this.cure = cure;
      this.beginning = Pattern.compile(beginning);
    }

    static Closer of(String message) {
      return Arrays.stream(values())
          .filter(closer -> closer.beginning.matcher(message).lookingAt())
          .findFirst()
          .orElseThrow();
    }
  }

  /** A row of {@code extrato_run_logs}. Its message may name a client, so it is never repeated. */
  private record Noted(Closer closer, Month month, Instant when, boolean closed) {
    static Noted of(ResultSet row) throws SQLException {
      return new Noted(
          Closer.of(row.getString("message")),
          new Month(row.getInt("ano"), row.getInt("mes")),
          row.getObject("run_at", OffsetDateTime.class).toInstant(),
          row.getString("status").equals("success"));
    }
  }

  private OtherClosers() {}

  static List<Check> of(Snapshot snapshot, Installation installation) {
    if (!snapshot.hasOwnSchema() || !snapshot.hasStudioTable("extrato_run_logs")) {
      return List.of();
    }
    Instant before = installation.clock().instant().minus(LATELY);
    Map<Closer, List<Noted>> lately = new EnumMap<>(Closer.class);
    snapshot
        .query(NOTED)
        .map((row, context) -> Noted.of(row))
        .filter(noted -> noted.when().isAfter(before))
        .forEach(
            noted ->
                lately.computeIfAbsent(noted.closer(), unused -> new ArrayList<>()).add(noted));
    return lately.isEmpty()
        ? List.of(Check.ok(NAME, "no closer of its own has left a trace in the last 35 days"))
        : lately.entrySet().stream()
            .map(alive -> warning(alive.getKey(), alive.getValue(), installation))
            .toList();
  }

  /**
   * @param noted newest first
   */
  private static Check warning(Closer closer, List<Noted> noted, Installation installation) {
    Noted last = noted.get(0);
    return Check.warning(
        NAME,
        String.format(
            Locale.ROOT,
            "%s is alive: for %s on %s it %s%s",
            closer.words,
            last.month().slashed(),
            ZoneChecks.shown(last.when(), installation.studioZone()),
            last.closed() ? "closed the month" : "tried and failed",
            noted.size() > 1 ? " (and " + (noted.size() - 1) + " more)" : ""),
        closer.cure);
  }
}

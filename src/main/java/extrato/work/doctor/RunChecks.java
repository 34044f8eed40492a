package extrato.work.doctor;

import extrato.postgres.Inspection;
import extrato.postgres.Sql;
import extrato.postgres.WorkingRuns;
import extrato.runs.Outcome;
import extrato.studio.Month;
import extrato.support.failure.ExitCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The last run on record, of any month. */
final class RunChecks {
  private static final String NAME = "last run";
  private static final String LAST = Sql.load(RunChecks.class, "last_run.sql");

  private record Recorded(
      String id,
      String command,
      @Nullable Month month,
      Instant started,
      String outcome,
      @Nullable Integer exitCode,
      @Nullable String error,
      boolean atWork) {}

  private RunChecks() {}

  static List<Check> of(Installation installation, Inspection inspection) {
    if (!inspection.hasOwnSchema()) {
      return List.of(Check.ok(NAME, "none yet"));
    }
    return List.of(
        inspection
            .asking(RunChecks::last)
            .map(run -> check(installation, run))
            .orElseGet(() -> Check.ok(NAME, "none yet")));
  }

  private static Check check(Installation installation, Recorded run) {
    Month month = run.month();
    String options = month == null ? "" : " " + month.asOptions();
    String said =
        String.format(
            Locale.ROOT,
            "%s%s on %s, run %s: ",
            run.command(),
            month == null ? "" : " of " + month.slashed(),
            ZoneChecks.shown(run.started(), installation.studioZone()),
            run.id());
    if (run.exitCode() == null) {
      return run.atWork()
          ? Check.ok(NAME, said + "at work")
          : Check.warning(
              NAME,
              said + "it died, what it had begun was rolled back",
              "`extrato " + run.command() + options + "` begins anew");
    }
    String ended = said + run.outcome().replace('_', ' ');
    return run.exitCode() == 0
            || hasAnswered(run.exitCode())
            || run.outcome().equals(Outcome.REFUSED.word())
        ? Check.ok(NAME, run.error() == null ? ended : ended + ": " + run.error())
        : Check.warning(
            NAME,
            run.error() == null ? ended : ended + ": " + run.error(),
            "`extrato history" + options + "` shows the runs before it");
  }

  /** Whether it only told who asked, such as that an option is missing. */
  private static boolean hasAnswered(int exitCode) {
    return Stream.of(ExitCode.values())
        .anyMatch(code -> code.number() == exitCode && code.isAnswer());
  }

  private static Optional<Recorded> last(Handle handle) {
    WorkingRuns working = WorkingRuns.of(handle);
    return handle.createQuery(LAST).map((row, context) -> recorded(row, working)).findOne();
  }

  private static Recorded recorded(ResultSet row, WorkingRuns working) throws SQLException {
    Integer year = row.getObject("ano", Integer.class);
    return new Recorded(
        row.getString("run_id"),
        row.getString("command"),
        year == null ? null : new Month(year, row.getInt("mes")),
        row.getObject("started", OffsetDateTime.class).toInstant(),
        row.getString("outcome"),
        row.getObject("exit_code", Integer.class),
        row.getString("error"),
        working.has(row.getString("run_id")));
  }
}

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
      String id, String command, @Nullable Month month, Instant started, boolean atWork, End end) {}

  /** How it ended; without an exit code it has not. */
  private record End(String outcome, @Nullable Integer exitCode, @Nullable String error) {
    String told() {
      return outcome.replace('_', ' ') + (error == null ? "" : ": " + error);
    }
  }

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
    Integer exitCode = run.end().exitCode();
    if (exitCode == null) {
      return run.atWork()
          ? Check.ok(NAME, said + "at work")
          : Check.warning(
              NAME,
              said + "it died, what it had begun was rolled back",
              "`extrato " + run.command() + options + "` begins anew");
    }
    String ended = said + run.end().told();
    boolean fine =
        exitCode == 0
            || hasAnswered(exitCode)
            || run.end().outcome().equals(Outcome.REFUSED.word());
    return fine
        ? Check.ok(NAME, ended)
        : Check.warning(NAME, ended, "`extrato history" + options + "` shows the runs before it");
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
        working.has(row.getString("run_id")),
        new End(
            row.getString("outcome"),
            row.getObject("exit_code", Integer.class),
            row.getString("error")));
  }
}

package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.failure.ExitCode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Clerk;
import extrato.testing.FailingStatements;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each statement of the closing's transaction fails in each way that a server has, once or at every
 * attempt.
 */
@ExtendWith(StudioExtension.class)
final class FailingStatementsIT {
  private static final int ALWAYS = 1_000_000;
  private static final int ATTEMPTS = 3;

  private static final List<String> STATEMENTS =
      List.of(
          "before insert on extrato.versoes for each statement",
          "before insert on extrato.lotes for each statement",
          "after insert on extrato.lotes for each row",
          "before insert on extratos for each row",
          "before delete on comissoes for each statement",
          "after delete on gastos for each statement",
          "before update on sessoes for each row",
          "before delete on sessoes for each row",
          "after delete on pagamentos for each row",
          "before update on extrato.runs for each row when (new.outcome = 'done')",
          "before insert on extrato_run_logs for each row when (new.status = 'success')");

  /** How a statement fails, whether a fresh attempt may help, and what the run ends with if not. */
  private enum State {
    SERIALIZATION("40001", true, ExitCode.STOPPED),
    DEADLOCK("40P01", true, ExitCode.STOPPED),
    LOCK_TIMEOUT("55P03", true, ExitCode.STOPPED),
    FOREIGN_KEY("23503", true, ExitCode.STOPPED),
    ADMIN_SHUTDOWN("57P01", true, ExitCode.NO_DATABASE),
    CANCELLED("57014", false, ExitCode.STOPPED),
    DISK_FULL("53100", false, ExitCode.STOPPED);

    private final String code;
    private final boolean again;
    private final ExitCode end;

    State(String code, boolean again, ExitCode end) {
      this.code = code;
      this.again = again;
      this.end = end;
    }
  }

  /** One cell of the matrix. */
  private record Cell(String statement, State state, boolean always) {}

  @TempDir Path home;

  @Test
  void aFailure_ofAnyStatement_isTriedAgainWhereThatMayHelp_andChangesNothingElse(
      StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    Clerk.of(studio.url(), home).run("backup").expect(ExitCode.DONE);
    Map<String, String> before = studio.dumpExceptRuns();
    Attack attack =
        Attack.named("a statement of the closing fails, at the first or at every attempt");
    List<Cell> cells = new ArrayList<>(cells());
    Collections.shuffle(cells, attack.random());
    int[] next = {0};
    attack
        .repeat(
            Math.min(cells.size(), Attack.size("failures")),
            random -> fail(studio, before, cells.get(next[0]++)))
        .check();
  }

  private static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (String statement : STATEMENTS) {
      for (State state : State.values()) {
        cells.add(new Cell(statement, state, false));
        cells.add(new Cell(statement, state, true));
      }
    }
    return cells;
  }

  private String fail(StudioDatabase source, Map<String, String> before, Cell cell) {
    State state = cell.state;
    boolean closes = state.again && !cell.always;
    try (StudioDatabase studio = source.copy()) {
      FailingStatements.fail(studio, cell.statement, state.code, cell.always ? ALWAYS : 1);

      Clerk.Ended ended = Clerk.of(studio.url(), home).run("extrato");

      assertThat(ended.code())
          .as("%s: %s", cell, ended)
          .isEqualTo(closes ? ExitCode.DONE.number() : state.end.number());
      int attempts = !state.again ? 1 : cell.always ? ATTEMPTS : 2;
      assertThat(lastRun(studio, "attempts")).as("%s", cell).isEqualTo("" + attempts);
      assertThat(lastRun(studio, "attempt_log")).contains("SQLSTATE " + state.code);
      if (closes) {
        assertThat(studio.count("extratos")).isOne();
        assertThat(studio.value("select sum(quantidade) from extrato.lotes"))
            .isEqualTo("" + AwkwardMonth.expected().records());
        return "closed at the second attempt";
      }
      assertThat(lastRun(studio, "error")).contains("SQLSTATE " + state.code);
      assertThat(studio.dumpExceptRuns()).isEqualTo(before);
      return "rolled back after " + attempts + (attempts == 1 ? " attempt" : " attempts");
    }
  }

  private static String lastRun(StudioDatabase studio, String column) {
    return String.valueOf(
        studio.value("select " + column + " from extrato.runs where command = 'extrato'"));
  }
}

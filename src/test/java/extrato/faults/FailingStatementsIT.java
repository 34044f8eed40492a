package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.faults.Prepared.Work;
import extrato.support.failure.ExitCode;
import extrato.testing.FailingStatements;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each statement of the one transaction fails in every way that a server has, at the first attempt
 * or at every one.
 */
@Tag("slow")
@ExtendWith(StudioExtension.class)
final class FailingStatementsIT {
  private static final int ALWAYS = 1_000_000;
  private static final int ATTEMPTS = 3;

  private static final List<String> OF_A_CLOSING =
      List.of(
          "before update on extrato.studio for each statement",
          "before insert on extrato.lotes for each statement",
          "after insert on extrato.lotes for each row",
          "before insert on extrato.versoes for each statement",
          "before delete on comissoes for each statement",
          "after delete on gastos for each statement",
          "before update on sessoes for each row",
          "before delete on sessoes for each row",
          "after delete on pagamentos for each row");

  private static final Map<Work, List<String>> STATEMENTS =
      Map.of(
          Work.EXTRATO,
          with(
              OF_A_CLOSING,
              "before insert on extratos for each row",
              "before update on extrato.runs for each row when (new.outcome = 'done')",
              "before insert on extrato_run_logs for each row when (new.status = 'success')"),
          Work.MERGE,
          with(
              OF_A_CLOSING.stream().filter(event -> !event.contains("on sessoes")).toList(),
              "before insert on extrato_snapshots for each row",
              "before update on extratos for each row",
              "before update on extrato.runs for each row when (new.outcome = 'merged')",
              "before update on extrato_run_logs for each row when (new.status = 'success')"),
          Work.RESTORE,
          List.of(
              "before update on extrato.studio for each statement",
              "before insert on extrato_snapshots for each row",
              "before delete on extratos for each row",
              "before update on extrato.versoes for each row",
              "before update on extrato_run_logs for each row",
              "before update on extrato.runs for each row when (new.outcome = 'done')"));

  /** How a statement fails, whether a new attempt may help, and how the run ends if not. */
  private enum State {
    SERIALIZATION("40001", true, ExitCode.STOPPED),
    DEADLOCK("40P01", true, ExitCode.STOPPED),
    LOCK_TIMEOUT("55P03", true, ExitCode.STOPPED),
    FOREIGN_KEY("23503", true, ExitCode.STOPPED),
    ADMIN_SHUTDOWN("57P01", true, ExitCode.NO_DATABASE),
    /** The server ends the session, and the connection is lost. */
    CUT("57P01", true, ExitCode.NO_DATABASE),
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

    /** While the driver writes, it may notice the lost connection before it reads the reason. */
    private String[] told() {
      return this == CUT
          ? new String[] {"SQLSTATE " + code, "SQLSTATE 08006"}
          : new String[] {"SQLSTATE " + code};
    }
  }

  private record Cell(String statement, State state, boolean always) {
    void sabotage(StudioDatabase studio) {
      int times = always ? ALWAYS : 1;
      if (state == State.CUT) {
        FailingStatements.cut(studio, statement, times);
      } else {
        FailingStatements.fail(studio, statement, state.code, times);
      }
    }

    /** How many attempts the run makes; a restore makes only one. */
    int attempts(Work work) {
      return work == Work.RESTORE || !state.again ? 1 : always ? ATTEMPTS : 2;
    }

    boolean isOvercome(Work work) {
      return work != Work.RESTORE && state.again && !always;
    }
  }

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = Work.class,
      names = {"EXTRATO", "MERGE", "RESTORE"})
  void aFailure_ofAnyStatement_isTriedAgainWhereThatMayHelp_andChangesNothingElse(
      Work work, StudioDatabase studio) {
    try (Prepared prepared = new Prepared(work, studio, folder)) {
      Attack attack = Attack.named("a statement of " + work.title() + " fails");
      List<Cell> cells = new ArrayList<>(cells(work));
      Collections.shuffle(cells, attack.random());
      int[] next = {0};
      attack
          .repeat(
              Math.min(cells.size(), Attack.size("failures")),
              random -> fail(prepared, cells.get(next[0]++)))
          .check();
    }
  }

  private static List<Cell> cells(Work work) {
    List<Cell> cells = new ArrayList<>();
    for (String statement : STATEMENTS.getOrDefault(work, List.of())) {
      for (State state : State.values()) {
        cells.add(new Cell(statement, state, false));
        cells.add(new Cell(statement, state, true));
      }
    }
    return cells;
  }

  private static String fail(Prepared prepared, Cell cell) {
    State state = cell.state;
    Work work = prepared.work();
    try (World world = prepared.world()) {
      cell.sabotage(world.studio());

      Operator.Ended ended = prepared.runHere(world);

      boolean closes = cell.isOvercome(work);
      assertThat(ended.exitCode())
          .as("%s: %s", cell, ended)
          .isEqualTo(closes ? ExitCode.DONE.number() : state.end.number());
      if (work != Work.RESTORE) {
        assertThat(lastRun(world, "attempts")).as("%s", cell).isEqualTo("" + cell.attempts(work));
        assertThat(lastRun(world, "attempt_log")).containsAnyOf(state.told());
      }
      if (closes) {
        assertThat(world.books()).as("%s", cell).isEqualTo(prepared.after());
        return "done at the second attempt";
      }
      assertThat(lastRun(world, "error")).as("%s", cell).containsAnyOf(state.told());
      assertThat(world.studio().dumpExceptRuns()).as("%s", cell).isEqualTo(prepared.before());
      int attempts = cell.attempts(work);
      return "rolled back after " + attempts + (attempts == 1 ? " attempt" : " attempts");
    }
  }

  private static String lastRun(World world, String column) {
    return String.valueOf(
        world
            .studio()
            .column("select " + column + " from extrato.runs order by started desc, attempts desc")
            .get(0));
  }

  private static List<String> with(List<String> some, String... others) {
    List<String> all = new ArrayList<>(some);
    all.addAll(List.of(others));
    return all;
  }
}

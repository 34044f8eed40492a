package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.faults.Prepared.Work;
import extrato.support.failure.ExitCode;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import extrato.testing.TcpProxy;
import extrato.testing.TcpProxy.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection is cut at each statement that a run sends, reading and writing alike. */
@ExtendWith(StudioExtension.class)
@Tag("slow")
final class LostConnectionsIT {
  /** Cuts the connection before the server gets the n-th statement, or after it has run it. */
  private record Cut(int nth, Fault fault) {}

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aConnection_thatIsCutAtAnyStatement_costsAnAttemptOrTheRun_andNothingElse(
      Work work, StudioDatabase studio) {
    try (Prepared prepared = new Prepared(work, studio, folder)) {
      Attack attack = Attack.named("connection of " + work.title() + " cut at a statement");
      List<Cut> cuts = new ArrayList<>();
      for (int nth = 1; nth <= prepared.statements(); nth++) {
        cuts.add(new Cut(nth, Fault.CUT_BEFORE));
        cuts.add(new Cut(nth, Fault.CUT_ANSWER));
      }
      Collections.shuffle(cuts, attack.random());
      int[] next = {0};
      attack
          .repeat(
              Math.min(cuts.size(), Attack.size("cuts")),
              random -> cut(prepared, cuts.get(next[0]++)))
          .check();
    }
  }

  private static String cut(Prepared prepared, Cut cut) {
    try (World world = prepared.world()) {
      Operator.Ended said;
      try (TcpProxy proxy = world.studio().proxy()) {
        proxy.at("", cut.nth, cut.fault);
        said = prepared.runHere(world.by(proxy));
      }
      world.studio().checkNoSessionOfTheTool();
      world.checkBackups();
      if (said.exitCode() == ExitCode.DONE.number()) {
        assertThat(world.books()).as("%s: %s", cut, said).isEqualTo(prepared.after());
        prepared.checkNextRun(world);
        return "done all the same";
      }
      assertThat(said.exitCode()).as("%s: %s", cut, said).isEqualTo(ExitCode.NO_DATABASE.number());
      assertThat(world.studio().dumpExceptRuns()).as("%s", cut).isEqualTo(prepared.before());
      prepared.checkNextRun(world);
      return "exit 5, nothing changed";
    }
  }
}

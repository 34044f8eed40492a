package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.faults.Prepared.Work;
import extrato.support.failure.ExitCode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import extrato.testing.TcpProxy;
import extrato.testing.TcpProxy.Fault;
import extrato.testing.Trap;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A second run starts while the first one is at work, on the same month or a neighbour. It says
 * which run is at work and ends at once; the first one is not affected.
 */
@ExtendWith(StudioExtension.class)
@Tag("slow")
final class DoubleStartsIT {
  private static final Duration AT_ONCE = Duration.ofSeconds(5);
  private static final String LOCK = "pg_try_advisory_xact_lock";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aSecondRun_endsAtOnce_andSaysWhoIsAtWork(Work work, StudioDatabase studio) {
    try (Prepared prepared = new Prepared(work, studio, folder)) {
      Attack.named("a second run beside " + work.title())
          .repeat(
              Math.max(1, Attack.size("pairs") / Work.values().length),
              random -> startTwo(prepared, random))
          .check();
    }
  }

  private static String startTwo(Prepared prepared, Random random) throws Exception {
    Work other = List.of(Work.values()).get(random.nextInt(4));
    YearMonth month = AwkwardMonth.MONTH.plusMonths(random.nextInt(3) - 1);
    try (World world = prepared.world();
        TcpProxy proxy = world.studio().proxy()) {
      Trap trap = proxy.at(LOCK, Fault.HOLD_ANSWER);
      CompletableFuture<Operator.Ended> first = prepared.startHere(world.by(proxy));
      trap.await();

      long began = System.nanoTime();
      Operator second = world.operator().at("2025-12-05T12:00:00Z");
      Operator.Ended refused = second.run(month, other.command(), other.options());

      refused.expect(ExitCode.BUSY.number());
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_ONCE);
      assertThat(refused.err())
          .contains(
              "another run is at work",
              ""
                  + world
                      .studio()
                      .value("select run_id from extrato.runs where outcome = 'running'"),
              prepared.work().command() + " 2025-09");

      trap.release();
      first.get(1, TimeUnit.MINUTES).expect(0);
      assertThat(world.books()).isEqualTo(prepared.after());
      world.checkBackups();
      return other.title()
          + (month.equals(AwkwardMonth.MONTH) ? " of the same month" : " of a neighbour")
          + " told who is at work";
    }
  }
}

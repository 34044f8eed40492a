package extrato.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import extrato.postgres.Background;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** What a run keeps of its steps. */
class RunTest {
  private static final long MILLISECONDS = 5;

  private final Run run =
      new Run("c0ffee00", RunCommand.VERIFY, null, false, Clock.systemUTC(), Progress.SILENT);

  @Test
  void aStepBesideOthers_tookWhatItsWorkTook_howeverShortTheWaitingForIt() {
    Background<String> beside = Background.start("beside", () -> worked("done"));
    beside.await();

    assertThat(run.step("file", beside)).isEqualTo("done");
    assertThat(run.steps().get("file")).isGreaterThanOrEqualTo(MILLISECONDS);
  }

  @Test
  void aStepBesideOthers_failsAsItsWorkFailed_andKeepsWhatItTook() {
    Background<String> beside =
        Background.start(
            "beside",
            () -> {
              throw new IllegalStateException(worked("damaged"));
            });

    assertThatThrownBy(() -> run.step("file", beside)).hasMessage("damaged");
    assertThat(run.steps().get("file")).isGreaterThanOrEqualTo(MILLISECONDS);
  }

  private static String worked(String result) {
    long until = System.nanoTime() + MILLISECONDS * 1_000_000;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    return result;
  }
}

package extrato.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How far the work is, how fast, and how long it will take. */
class ProgressLineTest {
  private static final long SECOND = 1_000_000_000L;

  private final StringWriter err = new StringWriter();
  private final AtomicLong now = new AtomicLong(SECOND);
  private final ProgressLine line = new ProgressLine(new PrintWriter(err), 200, now::get);

  private String shownAt(long seconds, long done, long of) {
    now.set((1 + seconds) * SECOND);
    err.getBuffer().setLength(0);
    line.advance(done, of);
    return err.toString().strip();
  }

  @Test
  void advance_showsRecordsASecond_andTheTimeLeft() {
    line.step("stage");
    assertThat(shownAt(10, 50_000, 400_000))
        .isEqualTo(
            "stage [###...........................] 50.000 of 400.000, 5.000 a second, 1:10 left");
    assertThat(shownAt(80, 400_000, 400_000)).endsWith("400.000 of 400.000, 5.000 a second");
  }

  @Test
  void advance_whereNobodyKnowsHowManyWillCome_showsNoBar() {
    line.step("survey");
    assertThat(shownAt(2, 50_000, 0)).isEqualTo("survey 50.000, 25.000 a second");
  }

  @Test
  void advance_inTheFirstSecond_guessesNothing() {
    line.step("stage");
    now.set(SECOND + SECOND / 2);
    line.advance(100, 1_000);
    assertThat(err.toString().strip()).endsWith("100 of 1.000");
  }
}

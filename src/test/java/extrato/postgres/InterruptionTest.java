package extrato.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InterruptionTest {
  private final Interruption interruption = new Interruption();
  private final AtomicInteger cancelled = new AtomicInteger();

  @Test
  void check_withoutASignal_letsTheWorkGoOn() {
    assertThatCode(interruption::check).doesNotThrowAnyException();
    assertThat(interruption.isRequested()).isFalse();
    assertThat(interruption.failure()).isNull();
  }

  @Test
  void request_endsTheWork_withTheSignalsExitCode() {
    interruption.request(ExitCode.TERMINATED);

    assertThat(interruption.isRequested()).isTrue();
    assertThatThrownBy(interruption::check)
        .isInstanceOf(Failure.Interrupted.class)
        .hasMessage("terminated; transaction rolled back, database unchanged");
    assertThat(interruption.failure()).extracting(Failure::code).isEqualTo(ExitCode.TERMINATED);
  }

  @Test
  void request_cancelsTheStatementsThatAreUnderWay_andNoOthers() throws InterruptedException {
    Interruption.AutoCancel ended = interruption.onRequest(() -> cancelled.addAndGet(100));
    CountDownLatch twice = new CountDownLatch(2);
    interruption.onRequest(twice::countDown);
    ended.close();

    interruption.request(ExitCode.INTERRUPTED);

    // Again and again, because a cancel between two statements cancels nothing.
    assertThat(twice.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(cancelled).hasValue(0);
  }

  @Test
  void request_beforeTheCommit_keepsItFromBeginning() {
    interruption.request(ExitCode.INTERRUPTED);

    assertThatThrownBy(interruption::beginCommit).isInstanceOf(Failure.Interrupted.class);
  }

  @Test
  void request_duringTheCommit_waitsForItsAnswer() {
    interruption.onRequest(cancelled::incrementAndGet);
    interruption.beginCommit();

    interruption.request(ExitCode.INTERRUPTED);

    assertThat(cancelled).hasValue(0);
    assertThatCode(interruption::check).doesNotThrowAnyException();
    interruption.endCommit();
    assertThatThrownBy(interruption::check).isInstanceOf(Failure.Interrupted.class);
  }
}

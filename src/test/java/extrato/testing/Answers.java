package extrato.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a connection's server says, and what the client gets of it. */
final class Answers {
  private static final byte[] NOTHING = {};

  /** ReadyForQuery, but for its last byte: with it an answer is complete. */
  private static final byte[] READY = {'Z', 0, 0, 0, 5};

  private final @Nullable Trap trap;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private boolean over;

  private Answers(@Nullable Trap trap) {
    this.trap = trap;
  }

  static Answers thatPass() {
    return new Answers(null);
  }

  /** From the statement on that the trap is for. */
  static Answers caughtIn(Trap trap) {
    return new Answers(trap);
  }

  /** What of it may go on to the client now. */
  byte[] pass(byte[] chunk, Runnable cut) throws IOException {
    if (trap == null || (over && trap.fault() == TcpProxy.Fault.HOLD_ANSWER)) {
      return chunk;
    }
    kept.writeBytes(chunk);
    if (over || !isComplete(kept.toByteArray())) {
      return NOTHING;
    }
    over = true;
    return switch (trap.fault()) {
      case CUT_ANSWER -> {
        cut.run();
        trap.spring();
        throw new IOException("cut after " + trap);
      }
      case HOLD_ANSWER -> {
        trap.springAndWait();
        yield kept.toByteArray();
      }
      case SWALLOW_ANSWER -> {
        trap.spring();
        yield NOTHING;
      }
      case CUT_BEFORE, ABANDON_BEFORE, HOLD_BEFORE ->
          throw new IllegalStateException(trap.toString());
    };
  }

  private static boolean isComplete(byte[] answer) {
    int start = answer.length - READY.length - 1;
    return start >= 0 && Arrays.equals(answer, start, start + READY.length, READY, 0, READY.length);
  }
}

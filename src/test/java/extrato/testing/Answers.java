package extrato.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What the server of a connection says, and what the client gets of it. */
final class Answers {
  private static final byte[] NOTHING = {};

  /** ReadyForQuery, or CopyInResponse, after which the server waits for the client's rows. */
  private static final String LAST = "ZG";

  private final @Nullable Trap trap;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private boolean over;

  private Answers(@Nullable Trap trap) {
    this.trap = trap;
  }

  static Answers thatPass() {
    return new Answers(null);
  }

  /** Holds back answers, beginning with that to the trap's statement. */
  static Answers caughtIn(Trap trap) {
    return new Answers(trap);
  }

  /** Returns what may go on to the client now. */
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
    ByteBuffer messages = ByteBuffer.wrap(answer);
    int type = -1;
    while (messages.remaining() > Integer.BYTES) {
      type = messages.get();
      int rest = messages.getInt() - Integer.BYTES;
      if (rest > messages.remaining()) {
        return false;
      }
      messages.position(messages.position() + rest);
    }
    return !messages.hasRemaining() && LAST.indexOf(type) >= 0;
  }
}

package extrato.work.serve;

import io.undertow.server.HttpServerExchange;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * Ends a connection that takes too long. The server's own limits are for the time between two
 * bytes, and a client that sends one now and then would keep its connection for ever.
 */
final class Deadline {
  /** For the header, and once more for the body: ten for a whole request. */
  static final int SECONDS_TO_SEND = 5;

  /** A statement can be large, and a telephone's way to it slow. */
  static final int SECONDS_TO_TAKE = 60;

  private final XnioExecutor.Key key;

  private Deadline(XnioExecutor.Key key) {
    this.key = key;
  }

  static Deadline in(int seconds, HttpServerExchange exchange) {
    return new Deadline(
        exchange
            .getIoThread()
            .executeAfter(
                () -> IoUtils.safeClose(exchange.getConnection()), seconds, TimeUnit.SECONDS));
  }

  void met() {
    key.remove();
  }
}

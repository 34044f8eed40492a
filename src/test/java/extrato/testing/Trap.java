package extrato.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** A fault that waits in a {@link TcpProxy} for its statement. */
public final class Trap {
  private static final int SECONDS = 30;

  private final String text;
  private final int nth;
  private final TcpProxy.Fault fault;
  private final AtomicInteger seen = new AtomicInteger();
  private final CountDownLatch sprung = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  Trap(String text, int nth, TcpProxy.Fault fault) {
    this.text = text;
    this.nth = nth;
    this.fault = fault;
  }

  /**
   * Waits until the fault has happened: the connection is cut, the request waits in the proxy, or
   * the server has sent its whole answer to the statement and the client has got none of it.
   */
  public void await() throws InterruptedException {
    assertThat(sprung.await(SECONDS, TimeUnit.SECONDS)).as("%s happened", this).isTrue();
  }

  public boolean isSprung() {
    return sprung.getCount() == 0;
  }

  /**
   * Waits until the fault has happened, or until there is nothing left to which it could happen.
   */
  public boolean isSprungBefore(BooleanSupplier over) throws InterruptedException {
    while (!sprung.await(1, TimeUnit.MILLISECONDS)) {
      if (over.getAsBoolean()) {
        return isSprung();
      }
    }
    return true;
  }

  /** How many statements with the text were seen. */
  public int seen() {
    return seen.get();
  }

  /** Lets pass what the trap holds. */
  public void release() {
    released.countDown();
  }

  TcpProxy.Fault fault() {
    return fault;
  }

  boolean isFor(String statement) {
    return !statement.isEmpty() && statement.contains(text) && seen.incrementAndGet() == nth;
  }

  void spring() {
    sprung.countDown();
  }

  void springAndWait() throws IOException {
    spring();
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  @Override
  public String toString() {
    return fault + " at statement " + nth + " with " + text;
  }
}

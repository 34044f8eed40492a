package extrato.work.serve;

import extrato.support.failure.Failure;
import extrato.work.serve.tokens.KeyFile;
import extrato.work.serve.tokens.TokenSigner;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key of all tokens, as its file has it now: another key ends all tokens, and no key too. A
 * thread of its own reads it, because the disk may keep whoever reads it waiting.
 */
final class CurrentKey implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger("extrato.serve");

  private final KeyFile file;
  private final Clock clock;
  private final ScheduledExecutorService reader =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "key");
            thread.setDaemon(true);
            return thread;
          });
  private byte[] key;
  private volatile @Nullable TokenSigner signer;

  /** Throws where there is no sound key to begin with. */
  CurrentKey(KeyFile file, Clock clock) {
    this.file = file;
    this.clock = clock;
    this.key = file.read();
    this.signer = new TokenSigner(key, clock);
    Future<?> unused = reader.scheduleWithFixedDelay(this::readAgain, 1, 1, TimeUnit.SECONDS);
  }

  /** What knows its tokens; empty while there is no key. */
  Optional<TokenSigner> signer() {
    return Optional.ofNullable(signer);
  }

  private void readAgain() {
    try {
      byte[] now = file.read();
      if (signer == null || !Arrays.equals(key, now)) {
        key = now;
        signer = new TokenSigner(now, clock);
        log.warn("the key for tokens is another one: the tokens of the former one have ended");
      }
    } catch (Failure e) {
      if (signer != null) {
        log.error("no token is valid any longer: {}", e.text());
      }
      signer = null;
    }
  }

  @Override
  public void close() {
    reader.shutdownNow();
  }
}

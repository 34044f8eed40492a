package extrato.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says who is in the way while a transaction waits for a lock. It looks from another connection,
 * every two seconds, so that it costs a short transaction nothing.
 */
final class LockWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger("extrato.db");
  private static final String WAITS = Sql.load(LockWatch.class, "lock_waits.sql");
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private final Connections connections;
  private final ZoneId zone;
  private final Consumer<String> tell;
  private final Set<String> told = new HashSet<>();
  private final Thread thread = new Thread(this::watch, "lock-watch");
  private boolean over;

  private LockWatch(Connections connections, ZoneId zone, Consumer<String> tell) {
    this.connections = connections;
    this.zone = zone;
    this.tell = tell;
  }

  static LockWatch begin(Connections connections, ZoneId zone, Consumer<String> tell) {
    LockWatch watch = new LockWatch(connections, zone, tell);
    watch.thread.setDaemon(true);
    watch.thread.start();
    return watch;
  }

  private void watch() {
    while (goesOn()) {
      try {
        connections.brief(this::waits).stream().filter(told::add).forEach(this::say);
      } catch (RuntimeException e) {
        // The transaction itself will say what is wrong with the database.
        log.debug("not known who is in the way: {}", SqlStates.describe(e));
        return;
      }
    }
  }

  private synchronized boolean goesOn() {
    long end = System.nanoTime() + BETWEEN_LOOKS.toNanos();
    try {
      for (long left = end - System.nanoTime(); !over && left > 0; left = end - System.nanoTime()) {
        wait(left / 1_000_000 + 1);
      }
      return !over;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private List<String> waits(Handle handle) {
    return handle
        .createQuery(WAITS)
        .bind("name", connections.applicationName())
        .map((row, context) -> described(row))
        .list();
  }

  private void say(String holder) {
    String text = "waiting for a lock that " + holder + " holds";
    log.info("{}", text);
    tell.accept(text);
  }

  private String described(ResultSet row) throws SQLException {
    if (row.getInt("pid") == 0) {
      return "a prepared transaction";
    }
    String program = row.getString("programa");
    String statement = row.getString("comando");
    boolean idle = String.valueOf(row.getString("estado")).startsWith("idle in transaction");
    return String.format(
        Locale.ROOT,
        "server process %d (user %s%s)%s%s",
        row.getInt("pid"),
        row.getString("usuario"),
        program == null || program.isEmpty() ? "" : ", program " + program,
        since(row.getObject("desde", OffsetDateTime.class)),
        statement == null
            ? ""
            : (idle ? ", idle in its transaction after " : ", busy with ") + statement + ",");
  }

  private String since(@org.jspecify.annotations.Nullable OffsetDateTime began) {
    return began == null
        ? ""
        : ", in a transaction since "
            + DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss", Locale.ROOT)
                .format(began.atZoneSameInstant(zone));
  }

  @Override
  public void close() {
    synchronized (this) {
      over = true;
      notifyAll();
    }
    try {
      // A look that is under way has a connection, which the pool would miss.
      thread.join(BETWEEN_LOOKS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

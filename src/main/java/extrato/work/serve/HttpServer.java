package extrato.work.serve;

import extrato.postgres.Interruption;
import extrato.support.failure.Failure;
import extrato.support.settings.ListenAddress;
import extrato.support.settings.Secret;
import extrato.support.settings.ServeSettings;
import extrato.support.settings.Settings;
import extrato.work.serve.tokens.KeyFile;
import extrato.work.serve.tokens.LegacyTokens;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The HTTP server: listens, and ends cleanly. */
public final class HttpServer implements AutoCloseable {
  private static final int LARGEST_HEADER = 16 * 1024;
  private static final int MOST_FIELDS = 60;
  private static final int MOST_PARAMETERS = 20;
  private static final int WORKERS = 8;
  private static final int WAITING = 200;

  /** Of the five seconds that a stop may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final Undertow server;
  private final CurrentKey key;
  private final ChildProgram program;
  private final Children children;
  private final ThreadPoolExecutor workers;
  private final ThreadPoolExecutor lookers;
  private final Traffic traffic;

  private HttpServer(
      Undertow server,
      CurrentKey key,
      ChildProgram program,
      Children children,
      ThreadPoolExecutor workers,
      ThreadPoolExecutor lookers,
      Traffic traffic) {
    this.server = server;
    this.key = key;
    this.program = program;
    this.children = children;
    this.workers = workers;
    this.lookers = lookers;
    this.traffic = traffic;
  }

  /**
   * Listens from now on.
   *
   * @param applicationName by which the database's administrator knows its connections
   */
  public static HttpServer open(
      ListenAddress listen,
      Settings settings,
      Clock clock,
      String applicationName,
      Interruption interruption,
      ChildProgram program) {
    ServeSettings serve = settings.serve();
    DatabaseReader reader = new DatabaseReader(settings, clock, applicationName, interruption);
    CurrentKey key = new CurrentKey(new KeyFile(serve.keyFile()), clock);
    AccessControl access = new AccessControl(key, legacy(serve, clock), reader, System::nanoTime);
    ThreadPoolExecutor workers = pool("worker", WORKERS, WAITING);
    ThreadPoolExecutor lookers = pool("look", 2, 2);
    Children children = new Children(program);
    Traffic traffic = new Traffic();
    Commands commands = new Commands(program);
    PageAccess pageAccess = new PageAccess(reader, access, new Sessions(System::nanoTime));
    Routes routes =
        Routes.of(
            reader,
            children,
            new HealthCalls(reader, lookers, System::nanoTime),
            new MetricsCall(reader, traffic, access, clock.instant().getEpochSecond()),
            new Pages(reader, pageAccess, new StatementPages(program), children),
            new ClosingPages(pageAccess, commands, children),
            new CommandCalls(commands));
    Undertow server = server(listen, new RequestHandler(routes, access, workers, traffic));
    try {
      server.start();
    } catch (RuntimeException e) {
      throw new Failure.Unfit(
          "cannot listen on " + listen + ": " + reason(e),
          "name another address with --listen or EXTRATO_SERVE_LISTEN",
          e);
    }
    return new HttpServer(server, key, program, children, workers, lookers, traffic);
  }

  private static String reason(RuntimeException e) {
    Throwable cause = e.getCause();
    return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
  }

  private static @Nullable LegacyTokens legacy(ServeSettings serve, Clock clock) {
    if (!serve.legacyTokens()) {
      return null;
    }
    Secret secret = serve.legacySecret();
    if (secret == null) {
      throw new Failure.Unfit(
          "EXTRATO_SERVE_LEGACY_TOKENS is true, and JWT_SECRET_KEY is not set",
          "set it to the web application's, or leave its tokens out");
    }
    return new LegacyTokens(secret.text(), clock);
  }

  private static Undertow server(ListenAddress listen, RequestHandler handler) {
    return Undertow.builder()
        .addHttpListener(listen.port(), listen.host(), handler)
        .setIoThreads(2)
        .setWorkerThreads(1)
        .setBufferSize(8 * 1024)
        .setServerOption(UndertowOptions.MAX_HEADER_SIZE, LARGEST_HEADER)
        .setServerOption(UndertowOptions.MAX_HEADERS, MOST_FIELDS)
        .setServerOption(UndertowOptions.MAX_PARAMETERS, MOST_PARAMETERS)
        .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, 2L * Bodies.LARGEST)
        .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, Deadline.SECONDS_TO_SEND * 1000)
        .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, 30_000)
        .build();
  }

  private static ThreadPoolExecutor pool(String name, int threads, int waiting) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(waiting),
            work -> {
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** The port that it listens on. */
  public int port() {
    return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }

  /** Lets the runs under way end as by a signal, answers who waits for them, and stops. */
  @Override
  public void close() {
    program.stop(PATIENCE);
    awaitAnswers();
    children.giveUp();
    awaitAnswers();
    stopListening();
    key.close();
    workers.shutdownNow();
    lookers.shutdownNow();
  }

  private void awaitAnswers() {
    try {
      traffic.awaitQuiet(Duration.ofMillis(300));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Its threads may be in no state to end: then the end of the process ends them. */
  private void stopListening() {
    Thread stopping = new Thread(server::stop, "stop");
    stopping.setDaemon(true);
    stopping.start();
    try {
      stopping.join(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

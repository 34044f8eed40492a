package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.support.failure.ExitCode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Folders;
import extrato.testing.Operator;
import extrato.testing.PackagedProgram;
import extrato.testing.PackagedProgram.Running;
import extrato.testing.StudioDatabase;
import extrato.testing.TcpProxy;
import extrato.testing.TcpProxy.Fault;
import extrato.testing.Trap;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Books and files that are ready for a command, with the result and the duration of an undisturbed
 * run.
 */
final class Prepared implements AutoCloseable {
  /** What runs as a process, on a month that was prepared for it. */
  enum Work {
    BACKUP("backup", false),
    EXTRATO("extrato", false),
    MERGE("extrato", true),
    RESTORE("restore", true);

    private static final String LATE =
        "insert into gastos (id, data, valor, forma_pagamento, created_by) values (9001,"
            + " '2025-09-30', 9.99, 'Pix', 1);insert into pagamentos (id, data, valor,"
            + " forma_pagamento, artista_id, sessao_id) values (9002, '2025-09-30', 0.01, 'Pix', 1,"
            + " 213);";

    private final String command;
    private final boolean force;

    Work(String command, boolean force) {
      this.command = command;
      this.force = force;
    }

    String[] options() {
      return force ? new String[] {"--force"} : new String[0];
    }

    String command() {
      return command;
    }

    String title() {
      return "`" + command + (force ? " --force" : "") + "`";
    }

    private void prepare(Operator operator, StudioDatabase studio) {
      operator.succeed("init");
      if (this != BACKUP) {
        operator.succeed("backup");
      }
      if (this == MERGE || this == RESTORE) {
        operator.succeed("extrato");
      }
      if (this == MERGE || this == RESTORE) {
        studio.execute(LATE);
      }
    }
  }

  /** The durations of an undisturbed run: to its first session, and from there to its end. */
  private record Course(long untilConnected, long toTheEnd) {}

  private static final String AT_WORK =
      "exists (select from pg_stat_activity where datname = current_database() and application_name"
          + " like 'extrato%')";

  /** Some kills should come after the end. */
  private static final double A_LITTLE_MORE = 1.1;

  private final Work work;
  private final StudioDatabase source;
  private final Path folder;
  private final Operator operator;
  private final Map<String, String> before;
  private final Map<String, String> after;
  private final int statements;
  private final Queue<StudioDatabase> databases = new ConcurrentLinkedQueue<>();
  private final AtomicInteger nextRuns = new AtomicInteger();
  private final AtomicInteger worlds = new AtomicInteger();
  private @Nullable Course course;

  Prepared(Work work, StudioDatabase source, Path folder) {
    this.work = work;
    this.source = source;
    this.folder = folder;
    operator = Operator.of(source, folder.resolve("prepared"));
    AwkwardMonth.fillOrdinary(source);
    work.prepare(operator, source);
    before = source.dumpExceptRuns();
    try (World world = world();
        TcpProxy proxy = world.studio().proxy()) {
      Trap all = proxy.at("", Integer.MAX_VALUE, Fault.HOLD_BEFORE);
      world.by(proxy).run(work.command, work.options()).expect(0);
      statements = all.seen();
      after = world.books();
    }
  }

  /** A copy of everything that was prepared, with the program installed beside it. */
  World world() {
    Path home = folder.resolve("world" + worlds.incrementAndGet());
    StudioDatabase studio = database();
    PackagedProgram program = PackagedProgram.installedIn(home).on(studio);
    Folders.copy(operator.backups(), home.resolve("backups"));
    return new World(studio, program, Operator.of(studio, home), this::takeBack).withSecondCopies();
  }

  /** Databases are reused, because creating one takes longer than the trial. */
  private StudioDatabase database() {
    StudioDatabase free = databases.poll();
    if (free != null) {
      return free;
    }
    StudioDatabase studio = source.copy();
    // As `init --moved` does.
    studio.execute(
        "do $$ begin if to_regclass('extrato.studio') is not null then update extrato.studio set"
            + " banco = (select oid::text from pg_database where datname = current_database()); end"
            + " if; end $$");
    studio.keep();
    return studio;
  }

  private void takeBack(StudioDatabase studio) {
    try {
      studio.checkNoSessionOfTheTool();
      studio.bringBack();
      databases.add(studio);
    } catch (AssertionError | IllegalStateException e) {
      studio.drop();
      throw e;
    }
  }

  @Override
  public void close() {
    databases.forEach(StudioDatabase::close);
  }

  /** How many statements a run sends. */
  int statements() {
    return statements;
  }

  Work work() {
    return work;
  }

  Map<String, String> before() {
    return before;
  }

  Map<String, String> after() {
    return after;
  }

  boolean isUntouched(World world) {
    return world.studio().dumpExceptRuns().equals(before) && !world.hasBackup(awaited());
  }

  /** The generation that a backup will write. */
  private int awaited() {
    return work == Work.BACKUP ? 1 : Integer.MAX_VALUE;
  }

  boolean isDone(World world) {
    return world.books().equals(after);
  }

  /** The state must be exactly as before the run, or as after an undisturbed run. */
  void checkAllOrNothing(World world) {
    if (!isUntouched(world)) {
      assertThat(world.books()).isEqualTo(after);
    }
  }

  /**
   * The same command, run again, does what was asked; every fourth time, the nightly run is tried
   * too.
   */
  void checkNextRun(World world) {
    if (work != Work.RESTORE || !isDone(world)) {
      int code = world.run(work.command, work.options()).exitCode();
      assertThat(code).isIn(0, work == Work.EXTRATO ? ExitCode.ALREADY_CLOSED.number() : 0);
      assertThat(world.books()).isEqualTo(after);
    }
    if (nextRuns.getAndIncrement() % 4 == 0) {
      // Proves the backup against the database.
      world.run("monthly").expect(0);
    }
  }

  /** Runs the command in this process, in the background. */
  CompletableFuture<Operator.Ended> startHere(World world) {
    CompletableFuture<Operator.Ended> run = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                run.complete(runHere(world));
              } catch (RuntimeException | AssertionError e) {
                run.completeExceptionally(e);
              }
            },
            "operator");
    thread.setDaemon(true);
    thread.start();
    return run;
  }

  Operator.Ended runHere(World world) {
    return world.run(work.command, work.options());
  }

  Running start(World world) {
    return world.start(work.command, work.options());
  }

  /**
   * Lets the run go on until a random moment: in one of four trials, of its whole duration;
   * otherwise, of the time in which it is connected.
   */
  void awaitAMoment(Running running, World world, Random random) throws InterruptedException {
    if (random.nextInt(4) > 0) {
      world.studio().await(AT_WORK);
      pause(running, random, course().toTheEnd);
    } else {
      awaitAnyMoment(running, random);
    }
  }

  /** Lets the run go on until a random moment of its whole duration. */
  void awaitAnyMoment(Running running, Random random) throws InterruptedException {
    pause(running, random, course().untilConnected + course().toTheEnd);
  }

  private static void pause(Running running, Random random, long reach)
      throws InterruptedException {
    long wait = (long) (random.nextDouble() * A_LITTLE_MORE * reach);
    running.process().waitFor(wait, TimeUnit.NANOSECONDS);
  }

  private Course course() {
    if (course == null) {
      // The first run must read files that later ones find in memory.
      measured();
      course = measured();
    }
    return course;
  }

  private Course measured() {
    try (World world = world()) {
      long start = System.nanoTime();
      try (Running running = start(world)) {
        world.studio().await(AT_WORK);
        long connected = System.nanoTime();
        running.await().expect(0);
        return new Course(connected - start, System.nanoTime() - connected);
      }
    }
  }
}

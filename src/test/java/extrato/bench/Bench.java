package extrato.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Lets everybody close the same month, in turns, each on a fresh copy of the database. */
final class Bench {
  static final Path CHECKOUT = Path.of(System.getProperty("extrato.home", ".")).toAbsolutePath();
  static final Path LAUNCHER = CHECKOUT.resolve("scripts").resolve("extrato");
  static final Path SCRIPTS = CHECKOUT.resolve("bench");
  static final String PYTHON = "/usr/bin/python3";
  static final String OURS = "backup + extrato";
  static final String MONTHLY = "monthly";
  static final String PSQL = "psql, one statement";
  static final String BATCHES = "psql, in batches";
  static final String ROWS = "row by row (ORM)";
  static final String BACKUP = "backup";
  static final String VERIFY = "verify of the closed month";
  static final String RESTORE = "restore";

  /** As the runs themselves have put it on record. */
  private static final String STEPS =
      "select string_agg(command || ': ' || step.key || ' ' || step.value, ', ' order by started,"
          + " position) from extrato.runs cross join lateral jsonb_each_text(steps) with ordinality"
          + " step (key, value, position)";

  private static final int MOST_ROW_BY_ROW = 100_000;

  private final BenchServer server;
  private final Path folder;

  Bench(BenchServer server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  /** Everybody who can take part here. */
  static List<Contestant> contestants() {
    List<Contestant> all = new ArrayList<>();
    all.add(Contestant.ours(OURS, "backup", "extrato"));
    all.add(Contestant.ours(MONTHLY, "monthly"));
    if (works("psql", "--version")) {
      all.add(Contestant.psql(PSQL, SCRIPTS.resolve("by_hand.sql")));
      all.add(Contestant.psql(BATCHES, SCRIPTS.resolve("by_hand_batches.sql")));
    } else {
      System.out.println("psql is not here: install postgresql-client to compare with it");
    }
    if (works(PYTHON, "-c", "import sqlalchemy, psycopg2")) {
      all.add(Contestant.python(ROWS, SCRIPTS.resolve("row_by_row.py"), MOST_ROW_BY_ROW));
    } else {
      System.out.println("no ORM here: install python3-sqlalchemy and python3-psycopg2 to compare");
    }
    all.add(Contestant.ours(BACKUP, "backup"));
    all.add(Contestant.ours(VERIFY, "verify").after("backup", "extrato"));
    all.add(Contestant.ours(RESTORE, "restore --force").after("backup", "extrato"));
    return all;
  }

  /** Every contestant's turns, in the order in which the contestants are given. */
  Map<Contestant, List<Measured>> run(List<Contestant> contestants, int records, int rounds)
      throws IOException, InterruptedException {
    String studio = "studio_" + records;
    server.makeStudio(studio, records);
    Map<Contestant, List<Measured>> turns = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Contestant contestant : contestants) {
        if (records <= contestant.most()) {
          Measured measured = turn(contestant, studio, records);
          turns.computeIfAbsent(contestant, c -> new ArrayList<>()).add(measured);
          System.out.printf(
              Locale.ROOT,
              "%,d records · %s · %.2f s · %,d KB%n",
              records,
              contestant.name(),
              measured.seconds(),
              measured.peakKilobytes());
        }
      }
    }
    server.drop(studio);
    return turns;
  }

  private Measured turn(Contestant contestant, String studio, int records)
      throws IOException, InterruptedException {
    server.copy(studio, "turn");
    Path its = Files.createTempDirectory(folder, "turn");
    for (Contestant.Command command : contestant.before()) {
      run(command, its);
    }
    Measured all = null;
    for (Contestant.Command command : contestant.commands()) {
      Measured one = run(command, its);
      all = all == null ? one : all.and(one);
    }
    checkClosed(contestant, records);
    Measured measured = java.util.Objects.requireNonNull(all);
    if (contestant.isOurs()) {
      measured = measured.withSteps(server.ask("turn", STEPS));
    }
    server.drop("turn");
    return measured;
  }

  private Measured run(Contestant.Command command, Path its)
      throws IOException, InterruptedException {
    String url = server.url("turn");
    Map<String, String> environment =
        Map.of(
            "EXTRATO_CONFIG",
            "/dev/null",
            "DATABASE_URL",
            url,
            "EXTRATO_BACKUP_DIR",
            its.resolve("backups").toString(),
            "EXTRATO_LOG_DIR",
            its.resolve("logs").toString(),
            "EXTRATO_JAVA_OPTS",
            "");
    return Measured.run(its, environment, command.apply(url, its));
  }

  /** Nobody wins by doing less. */
  private void checkClosed(Contestant contestant, int records) {
    boolean stays = contestant.name().equals(BACKUP) || contestant.name().equals(RESTORE);
    String left =
        server.ask(
            "turn",
            "select (select count(*) from pagamentos where data between '2025-09-01' and"
                + " '2025-09-30') + (select count(*) from sessoes where data between '2025-09-01'"
                + " and '2025-09-30') + (select count(*) from gastos where data between"
                + " '2025-09-01' and '2025-09-30') + (select count(*) from comissoes c join"
                + " pagamentos p on p.id = c.pagamento_id    where p.data between '2025-09-01' and"
                + " '2025-09-30')");
    if (!left.equals(stays ? String.valueOf(records) : "0")) {
      throw new AssertionError(contestant.name() + " left " + left + " records of " + records);
    }
  }

  private static boolean works(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

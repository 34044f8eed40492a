package extrato.faults;

import extrato.testing.StudioDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A user of the studio's application, who remembers what the database confirmed. */
final class Writer {
  static final String DELETED = "deleted";

  /**
   * A record that is being deleted at this moment cannot be referred to, changed, or waited for.
   */
  private static final Set<String> REFUSALS = Set.of("23503", "40001", "40P01", "55P03");

  private static final int OWN_IDS = 1_000_000;

  /**
   * Counted in transactions. People come in bursts; otherwise no month would ever be quiet enough
   * to be closed.
   */
  private static final int LONGEST_BURST = 6;

  /** In milliseconds, like the next one. */
  private static final int LONGEST_PAUSE = 5000;

  private static final int LONGEST_THOUGHT = 30;
  private static final int BETWEEN_LOOKS = 1;

  /** A writer that waits for closings is ready again sooner. */
  private static final int SOONER = 5;

  /**
   * True from a closing's first archived record on; the closing does not see what is committed now.
   */
  private static final String ARCHIVING =
      "select exists (select from pg_locks where relation = 'extrato.lotes'::regclass and mode ="
          + " 'RowExclusiveLock')";

  private final StudioDatabase studio;
  private final YearMonth first;
  private final int months;
  private final Random random;
  private final Map<String, String> told = new TreeMap<>();
  private final Map<String, String> mayBe = new HashMap<>();
  private final List<Integer> sessions = new ArrayList<>();
  private int lastId;

  Writer(StudioDatabase studio, int number, YearMonth first, int months, Random random) {
    this.studio = studio;
    this.first = first;
    this.months = months;
    this.random = random;
    this.lastId = number * OWN_IDS;
  }

  /** The amount of each record that was committed; read this after the writer has ended. */
  Map<String, String> told() {
    return told;
  }

  /**
   * Changes a record between a closing's archive and its deletion, whenever one follows a pause.
   * Returns how many transactions were committed.
   */
  int writeAmidClosingsUntil(BooleanSupplier enough) throws SQLException, InterruptedException {
    int committed = 0;
    try (Connection connection = studio.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set statement_timeout = '60s'");
      connection.setAutoCommit(false);
      while (!enough.getAsBoolean()) {
        for (int i = 0; i < LONGEST_BURST; i++) {
          committed += transaction(connection, statement) ? 1 : 0;
        }
        pause(random.nextInt(LONGEST_PAUSE / SOONER));
        awaitAnArchive(connection, statement, enough);
        committed += commit(connection, () -> updateWhatIsLeft(statement)) ? 1 : 0;
      }
    }
    return committed;
  }

  private static void awaitAnArchive(
      Connection connection, Statement statement, BooleanSupplier enough)
      throws SQLException, InterruptedException {
    boolean archiving = false;
    while (!archiving && !enough.getAsBoolean()) {
      try (ResultSet answer = statement.executeQuery(ARCHIVING)) {
        answer.next();
        archiving = answer.getBoolean(1);
      }
      connection.commit();
      pause(BETWEEN_LOOKS);
    }
  }

  /** Writes until {@code enough}; returns how many transactions were committed. */
  int writeUntil(BooleanSupplier enough) throws SQLException, InterruptedException {
    int committed = 0;
    try (Connection connection = studio.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set statement_timeout = '60s'");
      connection.setAutoCommit(false);
      while (!enough.getAsBoolean()) {
        for (int i = random.nextInt(LONGEST_BURST); i >= 0; i--) {
          committed += transaction(connection, statement) ? 1 : 0;
        }
        pause(random.nextInt(LONGEST_PAUSE));
      }
    }
    return committed;
  }

  private boolean transaction(Connection connection, Statement statement)
      throws SQLException, InterruptedException {
    return commit(
        connection,
        () -> {
          for (int i = random.nextInt(3); i >= 0; i--) {
            change(statement);
            pause(random.nextInt(LONGEST_THOUGHT));
          }
        });
  }

  private boolean commit(Connection connection, Changes changes)
      throws SQLException, InterruptedException {
    mayBe.clear();
    try {
      changes.make();
      connection.commit();
      told.putAll(mayBe);
      return true;
    } catch (SQLException e) {
      connection.rollback();
      if (!REFUSALS.contains(e.getSQLState())) {
        throw e;
      }
      return false;
    }
  }

  private void change(Statement statement) throws SQLException {
    switch (random.nextInt(7)) {
      case 0 -> expense(statement);
      case 1 -> payment(statement, "null", true);
      case 2 -> session(statement);
      case 3 -> payment(statement, sessions.isEmpty() ? "null" : "" + any(sessions), false);
      case 4, 5 -> update(statement);
      default -> delete(statement);
    }
  }

  private void expense(Statement statement) throws SQLException {
    String amount = amount();
    statement.execute(
        String.format(
            Locale.ROOT,
            "insert into gastos (id, data, valor, forma_pagamento, created_by) values (%d, '%s',"
                + " %s, 'Pix', 1)",
            ++lastId,
            date(),
            amount));
    mayBe.put("gastos " + lastId, amount);
  }

  private int payment(Statement statement, String session, boolean commission) throws SQLException {
    String amount = amount();
    int id = ++lastId;
    statement.execute(
        String.format(
            Locale.ROOT,
            "insert into pagamentos (id, data, valor, forma_pagamento, artista_id, sessao_id)"
                + " values (%d, '%s', %s, 'Pix', 1, %s)",
            id,
            date(),
            amount,
            session));
    mayBe.put("pagamentos " + id, amount);
    if (commission) {
      statement.execute(
          String.format(
              Locale.ROOT,
              "insert into comissoes (id, pagamento_id, artista_id, percentual, valor) values (%d,"
                  + " %d, 1, 50, %s)",
              ++lastId,
              id,
              amount));
      mayBe.put("comissoes " + lastId, amount);
    }
    return id;
  }

  private void session(Statement statement) throws SQLException {
    String amount = amount();
    int id = ++lastId;
    statement.execute(
        String.format(
            Locale.ROOT,
            "insert into sessoes (id, data, valor, cliente_id, artista_id) values (%d, '%s', %s, 1,"
                + " 1)",
            id,
            date(),
            amount));
    mayBe.put("sessoes " + id, amount);
    sessions.add(id);
    int payment = payment(statement, "" + id, false);
    statement.execute(
        String.format(
            Locale.ROOT, "update sessoes set payment_id = %d where id = %d", payment, id));
  }

  private void update(Statement statement) throws SQLException {
    String record = anyRecord();
    if (!record.isEmpty()) {
      update(statement, record);
    }
  }

  /** Most records may already be closed and gone. */
  private void updateWhatIsLeft(Statement statement) throws SQLException {
    List<String> records = records();
    Collections.shuffle(records, random);
    for (String record : records) {
      if (update(statement, record)) {
        return;
      }
    }
  }

  private boolean update(Statement statement, String record) throws SQLException {
    String[] words = record.split(" ", 2);
    String amount = amount();
    boolean updated =
        statement.executeUpdate(
                String.format(
                    Locale.ROOT,
                    "update %s set valor = %s where id = %s",
                    words[0],
                    amount,
                    words[1]))
            == 1;
    if (updated) {
      mayBe.put(record, amount);
    }
    return updated;
  }

  private void delete(Statement statement) throws SQLException {
    String record = anyRecord();
    String[] words = record.split(" ", 2);
    if ((record.startsWith("gastos") || record.startsWith("comissoes"))
        && statement.executeUpdate(
                String.format(Locale.ROOT, "delete from %s where id = %s", words[0], words[1]))
            == 1) {
      mayBe.put(record, DELETED);
    }
  }

  private String anyRecord() {
    List<String> records = records();
    return records.isEmpty() ? "" : any(records);
  }

  /** Without sessions: one that stays is in the archive as it was when its payment left. */
  private List<String> records() {
    List<String> records = new ArrayList<>(told.keySet());
    records.removeIf(record -> record.startsWith("sessoes"));
    return records;
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private LocalDate date() {
    return first.plusMonths(random.nextInt(months)).atDay(1 + random.nextInt(28));
  }

  private String amount() {
    return String.format(Locale.ROOT, "%d.%02d", 1 + random.nextInt(1000), random.nextInt(100));
  }

  private static void pause(int longest) throws InterruptedException {
    var unused = new CountDownLatch(1).await(longest, TimeUnit.MILLISECONDS);
  }

  /** The work of one transaction. */
  private interface Changes {
    void make() throws SQLException, InterruptedException;
  }
}

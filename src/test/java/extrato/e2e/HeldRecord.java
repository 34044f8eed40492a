package extrato.e2e;

import extrato.testing.StudioDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Something of the month that another session holds, so that a run waits for it. */
final class HeldRecord implements AutoCloseable {
  private final StudioDatabase studio;
  private final Connection holder;

  private HeldRecord(StudioDatabase studio, String sql) {
    this.studio = studio;
    this.holder = studio.connect();
    try {
      holder.setAutoCommit(false);
      try (Statement statement = holder.createStatement()) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** A closing waits among its deletions. */
  static HeldRecord ofAnExpense(StudioDatabase studio) {
    return new HeldRecord(
        studio, "select 1 from gastos where data between '2025-09-01' and '2025-09-30' for update");
  }

  /** Whoever reads the month waits. */
  static HeldRecord ofAllExpenses(StudioDatabase studio) {
    return new HeldRecord(studio, "lock table gastos in access exclusive mode");
  }

  /** Until a run of the tool waits for what is held. */
  void awaitARun() {
    studio.await(
        "exists (select from pg_stat_activity where datname = current_database()"
            + " and application_name like 'extrato%' and wait_event_type = 'Lock')");
  }

  /** Lets go; once more does nothing. */
  @Override
  public void close() {
    try {
      holder.close(); // Which rolls back.
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}

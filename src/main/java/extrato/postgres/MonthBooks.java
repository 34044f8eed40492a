package extrato.postgres;

import extrato.studio.Month;
import extrato.studio.Tabela;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One month's books in a snapshot. Statements name the month as {@code :ano}, {@code :mes} and its
 * days, and get the values from here.
 */
public final class MonthBooks extends Snapshot {
  private final MonthValues month;

  MonthBooks(Snapshot snapshot, MonthValues month) {
    super(snapshot.handle(), snapshot.scene(), snapshot.account());
    this.month = month;
  }

  public Month month() {
    return month.month();
  }

  /** The same books, but every query leaves these live records out of the month. */
  public MonthBooks without(Map<Tabela, List<Long>> records) {
    return new MonthBooks(this, month.without(records));
  }

  /** Reads the same books, as of the same moment, on a second connection. */
  public <T> T beside(Function<MonthBooks, T> work) {
    String shared =
        handle().createQuery("select pg_catalog.pg_export_snapshot()").mapTo(String.class).one();
    return scene()
        .database()
        .readBeside(
            shared,
            scene().place(),
            other -> work.apply(new MonthBooks(new Snapshot(other, scene(), null), month)));
  }

  @Override
  Optional<String> value(String variable) {
    return month.value(variable).or(() -> super.value(variable));
  }
}

package extrato.work.staging;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The studio's triggers that run when records are put into its tables, or changed there. */
public final class Triggers {
  private static final String TRIGGERS = Sql.load(Triggers.class, "triggers.sql");

  private final List<Trigger> triggers;

  private record Trigger(String table, String name) {}

  private Triggers(List<Trigger> triggers) {
    this.triggers = triggers;
  }

  /**
   * @param added tables into which records are put
   * @param changed tables of which records are changed
   */
  public static Triggers of(
      Snapshot snapshot, Collection<String> added, Collection<String> changed) {
    return new Triggers(
        snapshot
            .query(TRIGGERS)
            .bind("schema", snapshot.studio().schema())
            .bindArray("added", String.class, added)
            .bindArray("changed", String.class, changed)
            .map((row, context) -> new Trigger(row.getString("tabela"), row.getString("name")))
            .list());
  }

  /** Their names; empty if there are none. */
  public String named() {
    return triggers.stream()
        .map(trigger -> trigger.name() + " of " + trigger.table())
        .collect(Collectors.joining(", "));
  }
}

package extrato.work.staging;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The studio's triggers that run when records are put into its tables. */
public final class Triggers {
  private static final String TRIGGERS = Sql.load(Triggers.class, "triggers.sql");

  private final List<Trigger> triggers;

  private record Trigger(String table, String name) {}

  private Triggers(List<Trigger> triggers) {
    this.triggers = triggers;
  }

  public static Triggers of(Snapshot snapshot, Collection<String> tables) {
    return new Triggers(
        snapshot
            .query(TRIGGERS)
            .bind("schema", snapshot.studio().schema())
            .map((row, context) -> new Trigger(row.getString("tabela"), row.getString("name")))
            .list()
            .stream()
            .filter(trigger -> tables.contains(trigger.table()))
            .toList());
  }

  /** Their names; empty if there are none. */
  public String named() {
    return triggers.stream()
        .map(trigger -> trigger.name() + " of " + trigger.table())
        .collect(Collectors.joining(", "));
  }
}

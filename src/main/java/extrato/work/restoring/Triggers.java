package extrato.work.restoring;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.studio.Tabela;
import java.util.List;
import java.util.stream.Collectors;

/** The studio's triggers that run during a restore. */
final class Triggers {
  private static final String TRIGGERS = Sql.load(Triggers.class, "triggers.sql");

  private final List<Trigger> triggers;

  private record Trigger(Tabela tabela, String name) {}

  private Triggers(List<Trigger> triggers) {
    this.triggers = triggers;
  }

  static Triggers of(Snapshot snapshot) {
    return new Triggers(
        snapshot
            .query(TRIGGERS)
            .bind("schema", snapshot.studio().schema())
            .map(
                (row, context) ->
                    new Trigger(Tabela.ofTable(row.getString("tabela")), row.getString("name")))
            .list());
  }

  /** Their names; empty if there are none. */
  String named() {
    return triggers.stream()
        .map(trigger -> trigger.name() + " of " + trigger.tabela().table())
        .collect(Collectors.joining(", "));
  }
}

package extrato.work.doctor;

import extrato.postgres.Inspection;
import extrato.postgres.Sql;
import java.util.List;
import java.util.Locale;

/** What the database itself does to rows of the four tables. */
final class TriggerChecks {
  private static final String NAME = "triggers";
  private static final String TRIGGERS = Sql.load(TriggerChecks.class, "triggers.sql");

  /**
   * A row-level BEFORE trigger, or a rule.
   *
   * @param function empty for a rule
   * @param instead whether a rule replaces the statement
   */
  private record Trigger(
      String name,
      String table,
      String function,
      boolean onInsert,
      boolean onUpdate,
      boolean onDelete,
      boolean instead) {

    Check check() {
      String what =
          function.isEmpty()
              ? String.format(Locale.ROOT, "rule %s on %s", name, table)
              : String.format(Locale.ROOT, "trigger %s on %s calls %s", name, table, function);
      if (instead) {
        return Check.fail(
            NAME,
            what + " instead of the statement: " + consequence(),
            "drop the rule, or let a trigger do what it does");
      }
      return Check.warning(
          NAME,
          what + ": " + consequence(),
          "nothing is lost by it, the run then stops and rolls back; see what it does to a row");
    }

    private String consequence() {
      String changes = onInsert ? "may change rows that a restore puts back" : "";
      String keeps = onDelete ? "may keep rows from being deleted" : "";
      String touches = onUpdate ? "may change sessions that a closing unties" : "";
      return String.join(
          ", ", List.of(changes, touches, keeps).stream().filter(text -> !text.isEmpty()).toList());
    }
  }

  private TriggerChecks() {}

  static List<Check> of(Inspection inspection, String schema) {
    List<Check> checks =
        inspection.asking(
            handle ->
                handle
                    .createQuery(TRIGGERS)
                    .bind("schema", schema)
                    .map(
                        (row, context) ->
                            new Trigger(
                                    row.getString("name"),
                                    row.getString("table"),
                                    row.getString("function"),
                                    row.getBoolean("on_insert"),
                                    row.getBoolean("on_update"),
                                    row.getBoolean("on_delete"),
                                    row.getBoolean("instead"))
                                .check())
                    .list());
    return checks.isEmpty()
        ? List.of(Check.ok(NAME, "none that changes rows or keeps them from being deleted"))
        : checks;
  }
}

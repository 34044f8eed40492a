package extrato.work.doctor;

import extrato.postgres.Inspection;
import extrato.postgres.Sql;
import extrato.postgres.Traits;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the database itself does to rows of the four tables. */
final class TriggerChecks {
  private static final String NAME = "triggers";
  private static final String TRIGGERS = Sql.load(TriggerChecks.class, "triggers.sql");

  /**
   * A row-level BEFORE trigger, or a rule.
   *
   * @param function empty for a rule
   */
  private record Trigger(String name, String table, String function, Set<Trait> traits) {
    enum Trait {
      ON_INSERT,
      ON_UPDATE,
      ON_DELETE,
      /** A rule that replaces the statement. */
      INSTEAD
    }

    Check check() {
      String what =
          function.isEmpty()
              ? String.format(Locale.ROOT, "rule %s on %s", name, table)
              : String.format(Locale.ROOT, "trigger %s on %s calls %s", name, table, function);
      if (traits.contains(Trait.INSTEAD)) {
        return Check.fail(
            NAME,
            what + " instead of the statement: " + consequence(),
            "drop the rule, or let a trigger do what it does");
      }
      return Check.warning(
          NAME,
          what + ": " + consequence(),
          "nothing is lost by it: the run then stops and rolls back; see what it does to a row");
    }

    private String consequence() {
      String changes =
          traits.contains(Trait.ON_INSERT) ? "may change rows that a restore puts back" : "";
      String keeps = traits.contains(Trait.ON_DELETE) ? "may keep rows from being deleted" : "";
      String touches =
          traits.contains(Trait.ON_UPDATE) ? "may change sessions that a closing unties" : "";
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
                                    Traits.of(row, Trigger.Trait.class))
                                .check())
                    .list());
    return checks.isEmpty()
        ? List.of(Check.ok(NAME, "none that changes rows or keeps them from being deleted"))
        : checks;
  }
}

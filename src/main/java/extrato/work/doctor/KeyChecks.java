package extrato.work.doctor;

import extrato.postgres.Inspection;
import extrato.work.closing.ForeignKeys;
import extrato.work.closing.ForeignKeys.Visible;
import extrato.work.closing.StudioKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The foreign keys to the four tables that the tool does not know and that can stop a closing. */
final class KeyChecks {
  private static final String NAME = "foreign keys";

  private KeyChecks() {}

  static List<Check> of(Inspection inspection, String schema) {
    List<ForeignKeys.Key> keys = inspection.asking(handle -> ForeignKeys.unknown(handle, schema));
    String role =
        inspection.asking(
            handle ->
                handle
                    .createQuery("select pg_catalog.quote_ident(current_user)")
                    .mapTo(String.class)
                    .one());
    List<Check> checks = new ArrayList<>();
    inspection
        .asking(handle -> StudioKeys.problems(handle, schema))
        .forEach(
            problem ->
                checks.add(
                    Check.fail(
                        NAME,
                        problem,
                        "add the key or switch it on again: it shows a closing what was entered"
                            + " meanwhile")));
    keys.stream()
        .filter(key -> key.from().visible() == Visible.NOT_AT_ALL)
        .forEach(
            key ->
                checks.add(
                    Check.fail(
                        NAME, described(key) + " cannot be read by this role", key.grant(role))));
    keys.stream()
        .filter(key -> key.from().visible() == Visible.IN_PART)
        .forEach(
            key ->
                checks.add(
                    Check.fail(
                        NAME,
                        "row security hides rows of " + described(key) + " from this role",
                        "use a role that sees every row")));
    List<String> known =
        keys.stream()
            .filter(key -> key.from().visible() == Visible.WHOLE)
            .map(KeyChecks::described)
            .toList();
    if (!known.isEmpty()) {
      checks.add(
          Check.ok(
              NAME,
              "a row that refers to a record of the month stops its closing: "
                  + String.join("; ", known)));
    }
    return checks.isEmpty()
        ? List.of(Check.ok(NAME, "no other table refers to the books"))
        : checks;
  }

  private static String described(ForeignKeys.Key key) {
    return key.displayed()
        + key.from().columns().stream().collect(Collectors.joining(", ", " (", ")"))
        + " → "
        + key.target();
  }
}

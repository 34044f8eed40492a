package extrato.work.doctor;

import extrato.postgres.Inspection;
import extrato.postgres.Sql;
import extrato.postgres.ToolSchema;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What this role may not do, command by command, as the GRANTs that would let it. */
final class RightsChecks {
  private static final String MISSING = Sql.load(RightsChecks.class, "missing_rights.sql");

  private record Missing(String object, String privilege) {}

  private RightsChecks() {}

  /**
   * @param pending what {@code init} would make, as far as this role may know
   */
  static List<Check> of(Inspection inspection, String schema, List<String> pending) {
    List<Check> checks = new ArrayList<>();
    if (inspection.asking(RightsChecks::isSuperuser)) {
      checks.add(
          Check.warning(
              "rights role",
              "this role is a superuser, and the studio's triggers run with this role's rights",
              "let the tool have a role of its own, with the GRANTs of docs/grants"));
    }
    checks.add(check(inspection, "backup", Right.backup(schema), Check::fail));
    checks.add(check(inspection, "verify", Right.verify(schema), Check::fail));
    checks.add(check(inspection, "extrato", Right.extrato(schema), Check::fail));
    // A careful administrator gives these only to another role, or only when they are needed.
    checks.add(check(inspection, "restore", Right.restore(schema), Check::warning));
    checks.add(check(inspection, "import", Right.importing(schema), Check::warning));
    // Not every studio holds deposits.
    checks.add(check(inspection, "wallet", Right.wallet(schema), Check::warning));
    checks.add(
        check(inspection, "init", Right.init(schema, toBeMade(inspection, pending)), Check::fail));
    return checks;
  }

  private static Set<Right.ToBeMade> toBeMade(Inspection inspection, List<String> pending) {
    Set<Right.ToBeMade> made = EnumSet.noneOf(Right.ToBeMade.class);
    if (pending.stream().anyMatch(name -> name.startsWith("schema "))) {
      made.add(
          inspection.asking(RightsChecks::hasSchema)
              ? Right.ToBeMade.OWN_TABLES
              : Right.ToBeMade.OWN_SCHEMA);
    }
    if (pending.stream().anyMatch(name -> name.startsWith("table "))) {
      made.add(Right.ToBeMade.SHARED_TABLES);
    }
    return made;
  }

  private interface Finding {
    Check of(String name, String message, String cure);
  }

  private static Check check(
      Inspection inspection, String command, List<Right> rights, Finding finding) {
    String name = "rights " + command;
    List<Missing> missing = inspection.asking(handle -> missing(handle, rights));
    if (missing.isEmpty()) {
      return Check.ok(name, "this role has all that it needs");
    }
    String role =
        inspection.asking(
            handle ->
                handle
                    .createQuery("select pg_catalog.quote_ident(current_user)")
                    .mapTo(String.class)
                    .one());
    return finding.of(
        name,
        "this role lacks "
            + together(missing, Missing::object).entrySet().stream()
                .map(entry -> String.join(", ", entry.getValue()) + " on " + entry.getKey())
                .collect(Collectors.joining("; ")),
        together(missing, Missing::object).entrySet().stream()
            .map(
                entry ->
                    String.format(
                        Locale.ROOT,
                        "grant %s on %s to %s;",
                        String.join(", ", entry.getValue()),
                        entry.getKey(),
                        role))
            .collect(Collectors.joining(" ")));
  }

  private static Map<String, Set<String>> together(
      List<Missing> missing, Function<Missing, String> by) {
    Map<String, Set<String>> groups = new LinkedHashMap<>();
    for (Missing right : missing) {
      groups
          .computeIfAbsent(by.apply(right), object -> new LinkedHashSet<>())
          .add(right.privilege().toLowerCase(Locale.ROOT));
    }
    return groups;
  }

  private static boolean isSuperuser(Handle handle) {
    return handle
        .createQuery("select r.rolsuper from pg_catalog.pg_roles r where r.rolname = current_user")
        .mapTo(boolean.class)
        .one();
  }

  private static boolean hasSchema(Handle handle) {
    return handle
        .createQuery(
            "select exists (select from pg_catalog.pg_namespace where nspname = 'extrato')")
        .mapTo(boolean.class)
        .one();
  }

  private static List<Missing> missing(Handle handle, List<Right> rights) {
    ToolSchema own = ToolSchema.of(handle);
    return handle
        .createQuery(MISSING)
        .bindArray("kinds", String.class, rights.stream().map(Right::kind).toList())
        .bindArray(
            "schemas", String.class, rights.stream().map(right -> right.schemaWhere(own)).toList())
        .bindArray("names", String.class, rights.stream().map(Right::name).toList())
        .bindArray("columns", String.class, rights.stream().map(Right::column).toList())
        .bindArray("privileges", String.class, rights.stream().map(Right::privilege).toList())
        .map((row, context) -> new Missing(row.getString("object"), row.getString("privilege")))
        .list();
  }
}

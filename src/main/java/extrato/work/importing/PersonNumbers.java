package extrato.work.importing;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.work.importing.files.ImportTable;
import extrato.work.importing.files.PersonName;
import java.util.Locale;

/** The numbers of clients and artists whom files know by name: only by one that nobody shares. */
final class PersonNumbers {
  private PersonNumbers() {}

  static void find(Snapshot snapshot, ImportStage stage, ImportFindings findings) {
    for (ImportTable table : stage.tables()) {
      for (PersonName person : stage.persons(table)) {
        find(snapshot, stage, table, person);
        findings.data(
            table,
            String.format(
                Locale.ROOT,
                "s.%s is null and s.%s is not null",
                Sql.quoted(person.column()),
                Sql.quoted(person.staged().name())),
            person.column(),
            (person == PersonName.ARTISTA ? "no artist" : "nobody")
                + " in "
                + person.people()
                + " has that name, or more than one has");
      }
    }
  }

  private static void find(
      Snapshot snapshot, ImportStage stage, ImportTable table, PersonName person) {
    String staged =
        stage.tables().contains(person.people())
            ? String.format(
                Locale.ROOT,
                " union all select id, name from %s where name is not null%s",
                stage.tableOf(person.people()),
                artistsOnly(person, stage.has(person.people(), "role")))
            : "";
    snapshot
        .update(
            String.format(
                Locale.ROOT,
                """
                update %s s set %s = p.id
                from (
                  select q.name::text as name, min(q.id) as id
                  from (select id, name from :"studio".%s where true%s%s) q
                  group by q.name::text having count(*) = 1
                ) p
                where p.name = s.%s\
                """,
                stage.tableOf(table),
                Sql.quoted(person.column()),
                person.people(),
                artistsOnly(person, hasRole(stage, person)),
                staged,
                Sql.quoted(person.staged().name())))
        .execute();
  }

  /** Users are clients as well. */
  private static String artistsOnly(PersonName person, boolean hasRole) {
    return person == PersonName.ARTISTA && hasRole ? " and role = 'artist'" : "";
  }

  private static boolean hasRole(ImportStage stage, PersonName person) {
    return stage.target(person.people()).table().columns().stream()
        .anyMatch(column -> column.name().equals("role"));
  }
}

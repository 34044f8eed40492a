package extrato.work.importing;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.work.importing.files.ImportTable;
import extrato.work.importing.files.PersonName;
import extrato.work.staging.ForeignKey;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the tool's own archive and ledger know of records that are to go, or of people who come. No
 * foreign key tells of it: archived records have left the tables that have keys.
 */
final class OwnStores {
  private static final String ARCHIVED_VALUES = Sql.load(Obstacles.class, "archived_values.sql");
  private static final String ARCHIVED_PEOPLE = Sql.load(OwnStores.class, "archived_people.sql");

  private final Snapshot snapshot;
  private final ImportStage stage;
  private final ImportFindings findings;

  /**
   * @param stage of the records
   */
  OwnStores(Snapshot snapshot, ImportStage stage, ImportFindings findings) {
    this.snapshot = snapshot;
    this.stage = stage;
    this.findings = findings.of(stage);
  }

  /** Lists the people of whom they know already, by their ids. */
  void findPeople() {
    List<ImportTable> people =
        stage.tables().stream().filter(table -> table.book().isEmpty()).toList();
    if (snapshot.hasOwnSchema()) {
      people.forEach(this::named);
    }
    if (snapshot.hasWallet()) {
      people.forEach(this::held);
    }
  }

  private void named(ImportTable people) {
    String columns =
        Arrays.stream(PersonName.values())
            .filter(one -> one.people() == people)
            .map(PersonName::column)
            .collect(Collectors.joining(",", "{", "}"));
    conflict(
        people,
        "s.id::text in (select a.id from (" + ARCHIVED_PEOPLE + ") a)",
        Map.of("colunas", columns),
        "archived records name the id");
  }

  /** Lists the records that they need. */
  void find() {
    if (snapshot.hasOwnSchema()) {
      new Obstacles(snapshot, stage, stage, stage.ofNothing(), findings).findArchivedIds();
      ForeignKey.of(snapshot).stream()
          .filter(key -> key.targetSchema().equals(snapshot.studio().schema()))
          .filter(key -> key.targetColumns().equals(List.of("id")))
          .forEach(this::archived);
    }
    if (snapshot.hasWallet()) {
      stage.tables().forEach(this::held);
    }
  }

  private void archived(ForeignKey key) {
    ImportTable.named(key.target())
        .filter(stage.tables()::contains)
        .ifPresent(
            table ->
                conflict(
                    table,
                    "s.id::text in (select a.valor from (" + ARCHIVED_VALUES + ") a)",
                    Map.of("tabela", key.table(), "coluna", key.columns().get(0)),
                    "an archived record of " + key.table() + " refers to it"));
  }

  private void held(ImportTable table) {
    switch (table) {
      case CLIENTS -> account(table, "client");
      case USERS -> account(table, "artist");
      case SESSOES ->
          conflict(
              table,
              "exists (select from extrato.retencoes h join extrato.contas c on c.tipo = 'hold' and"
                  + " c.dono = h.id where h.sessao = s.id and c.saldo > 0)",
              Map.of(),
              "money is held for it in the wallet");
      default -> written(table);
    }
  }

  /** Lists the records that the wallet wrote: its transfers say what is in them. */
  void findWritten() {
    if (snapshot.hasWallet()) {
      stage.tables().stream().filter(table -> table.book().isPresent()).forEach(this::written);
    }
  }

  private void written(ImportTable table) {
    conflict(
        table,
        "exists (select from extrato.registros r where r.tabela = :tabela and r.registro = s.id)",
        Map.of("tabela", table.table()),
        "the wallet wrote it");
  }

  private void account(ImportTable table, String kind) {
    conflict(
        table,
        "exists (select from extrato.contas c where c.tipo = :tipo and c.dono = s.id)",
        Map.of("tipo", kind),
        "the wallet has an account of it");
  }

  private void conflict(
      ImportTable table, String condition, Map<String, String> values, String reason) {
    findings.conflict(
        table,
        String.format(
            Locale.ROOT,
            "select s.%s, pg_catalog.concat('id ', s.id) from %s s where %s order by s.id",
            ImportStage.PLACE,
            stage.tableOf(table),
            condition),
        values,
        reason);
  }
}

package extrato.work.doctor;

import extrato.postgres.Database;
import extrato.postgres.Inspection;
import extrato.work.overview.Overview;
import java.util.List;
import java.util.Optional;

/** All questions to the database; each is asked only if the earlier answers allow it. */
final class DatabaseChecks {
  private final Installation installation;
  private final Database database;
  private final Inspection inspection;
  private final Findings findings;

  DatabaseChecks(Installation installation, Database database, Findings findings) {
    this.installation = installation;
    this.database = database;
    this.inspection = new Inspection(database);
    this.findings = findings;
  }

  /** Returns the state of the months, unless it cannot be determined. */
  Optional<Overview> run() {
    findings.look("server", () -> ServerChecks.of(inspection));
    findings.look("clock", () -> List.of(ZoneChecks.clock(installation, inspection)));
    Optional<String> schema = findings.ask("tables", inspection::studioSchema);
    if (schema.isEmpty()) {
      findings.leaveOut("rights", "foreign keys", "triggers", "months");
    }
    schema.ifPresent(this::inSchema);
    findings.look("last run", () -> RunChecks.of(installation, inspection));
    return schema.flatMap(unused -> months());
  }

  private void inSchema(String schema) {
    findings.look("tables", () -> TableChecks.books(inspection, schema));
    findings.look("other tables", () -> TableChecks.others(inspection, schema));
    Optional<List<String>> pending = findings.ask("own tables", () -> inspection.pending(schema));
    pending.ifPresent(
        names -> findings.look("own tables", () -> TableChecks.own(inspection, schema, names)));
    findings.look("rights", () -> RightsChecks.of(inspection, schema, pending.orElse(List.of())));
    findings.look("foreign keys", () -> KeyChecks.of(inspection, schema));
    findings.look(
        "sequences",
        () -> SequenceChecks.of(inspection, schema, pending.orElse(List.of("unknown"))));
    findings.look("triggers", () -> TriggerChecks.of(inspection, schema));
    findings.look("wallet", () -> WalletChecks.of(database, installation));
  }

  private Optional<Overview> months() {
    Optional<Overview> overview =
        findings.ask(
            "months",
            () ->
                database.read(
                    snapshot ->
                        Overview.of(snapshot, installation.settings(), installation.clock())));
    overview.ifPresent(months -> findings.look("months", () -> new MonthChecks(months).checks()));
    if (overview.isPresent()) {
      findings.look(
          "web application",
          () -> database.read(snapshot -> OtherClosers.of(snapshot, installation)));
    }
    return overview;
  }
}

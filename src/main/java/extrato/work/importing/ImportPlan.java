package extrato.work.importing;

import extrato.postgres.Snapshot;
import extrato.runs.Run;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.work.importing.files.ImportTable;
import extrato.work.importing.files.Rejects;
import extrato.work.staging.Sequences;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which records an import adds, changes and removes; nothing of it is done before all is checked.
 */
final class ImportPlan {
  private static final Predicate<ImportTable> PEOPLE = table -> table.book().isEmpty();

  private static final long FAR = 1_000_000;

  private final Snapshot snapshot;
  private final ImportRequest request;
  private final Rejects rejects;
  private final Run run;
  private final ImportStage added;
  private final AlreadyLive alreadyLive;
  private final ImportFindings findings;
  private final @Nullable ChangedRows changes;
  private final @Nullable ReplacedRows replaced;

  /**
   * @param added what the files say, and later what is new of it
   */
  ImportPlan(
      Snapshot snapshot, ImportRequest request, Rejects rejects, Run run, ImportStage added) {
    this.snapshot = snapshot;
    this.request = request;
    this.rejects = rejects;
    this.run = run;
    this.added = added;
    this.alreadyLive = new AlreadyLive(snapshot, added);
    this.findings = new ImportFindings(snapshot, added, rejects);
    this.changes = request.updates() ? new ChangedRows(snapshot, added) : null;
    this.replaced =
        request.replaces() ? new ReplacedRows(snapshot, added, request.rule().month()) : null;
  }

  /** Makes the temporary tables. */
  void prepare() {
    changed().create();
    removed().create();
  }

  ImportStage added() {
    return added;
  }

  /** Whole rows, as they shall be. */
  ImportStage changed() {
    return changes == null ? added.ofNothing() : changes.stage();
  }

  ImportStage removed() {
    return replaced == null ? added.ofNothing() : replaced.stage();
  }

  /** How many records of each table are live already, and stay as they are. */
  Map<ImportTable, Long> left() {
    return alreadyLive.left();
  }

  /** Stops with everything that is wrong with the records, and all that is in their way. */
  void check() {
    Soundness soundness = new Soundness(snapshot, added, findings);
    run.step("records", soundness::find);
    ReplacedRows leaving = replaced;
    if (leaving != null) {
      run.step("replaced", leaving::find);
    }
    // Records may name people who come with them.
    settle(PEOPLE);
    run.step("persons", () -> PersonNumbers.find(snapshot, added, findings));
    settle(PEOPLE.negate());
    run.step("conflicts", this::conflicts);
    ImportRefusal.check(findings, request);
    if (!request.says(ImportRequest.Word.SAME_PEOPLE)) {
      ImportFindings people = new ImportFindings(snapshot, added, rejects);
      run.step("conflicts", () -> new OwnStores(snapshot, added, people).findPeople());
      ImportRefusal.checkPeople(people);
    }
    added.tables().forEach(this::warnOfFarIds);
  }

  /** An id that is a date or a telephone number makes the studio's next ids as high. */
  private void warnOfFarIds(ImportTable table) {
    Optional<String> sequence = Sequences.ofId(snapshot, table.table());
    if (added.has(table, "id") && sequence.isPresent()) {
      long last = Sequences.last(snapshot, sequence.get());
      snapshot
          .query("select max(s.id)::bigint from " + added.tableOf(table) + " s")
          .mapTo(Long.class)
          .findOne()
          .filter(highest -> highest > last + FAR)
          .ifPresent(
              highest ->
                  run.warn(
                      String.format(
                          Locale.ROOT,
                          "%s: the highest id of the files is %d, where the studio's were up to %d:"
                              + " its next ids come after it",
                          table,
                          highest,
                          last)));
    }
  }

  /** Finds out which records are live already, and numbers the new ones. */
  private void settle(Predicate<ImportTable> which) {
    if (request.merges()) {
      run.step("merge", () -> alreadyLive.leave(which));
    }
    ChangedRows changing = changes;
    if (changing != null) {
      run.step("merge", () -> changing.pick(which, findings));
    }
    new Soundness(snapshot, added, findings).missingColumns(which);
    GivenIds.give(snapshot, added, which, !request.dryRun() && rejects.isEmpty(), findings);
  }

  private void conflicts() {
    boolean whole = rejects.isEmpty();
    new Obstacles(snapshot, added, added, removed(), findings).find(whole);
    ImportStage changed = changed();
    new Soundness(snapshot, changed, findings.of(changed)).checks();
    new Obstacles(snapshot, changed, added, removed(), findings).find(whole);
    new OwnStores(snapshot, changed, findings).findWritten();
    if (replaced != null) {
      replaced.check(findings);
    }
  }

  /** Closed months that records are late for; stops if that was not meant. */
  List<Month> late() {
    Set<Month> late = new TreeSet<>(ClosedMonths.of(snapshot, added));
    late.addAll(ClosedMonths.of(snapshot, changed()));
    late.addAll(ClosedMonths.ofLive(snapshot, changed()));
    late.addAll(ClosedMonths.ofLive(snapshot, removed()));
    if (!late.isEmpty() && !request.says(ImportRequest.Word.INTO_CLOSED)) {
      throw intoClosed(late);
    }
    return List.copyOf(late);
  }

  static Failure intoClosed(Set<Month> late) {
    return new Failure.WantsFlag(
        "there are records of closed months: "
            + late.stream().map(Month::slashed).collect(Collectors.joining(", "))
            + "; nothing was changed",
        "add --into-closed if they are meant to be late records there");
  }

  /** Stops if records came that are not of the month that is replaced. */
  void checkWritten() {
    if (replaced != null) {
      replaced.checkOfTheMonth(findings);
      if (!rejects.isEmpty()) {
        throw ImportRefusal.refused(rejects, "");
      }
    }
  }
}

package extrato.work.restoring;

import extrato.month.archive.MonthState;
import extrato.month.archive.StatementProof;
import extrato.month.backup.Backups;
import extrato.month.backup.Generation;
import extrato.month.backup.Manifest;
import extrato.postgres.MonthBooks;
import extrato.runs.Run;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The steps of a restore's single transaction. */
final class RestoringTransaction {
  private final MonthBooks books;
  private final RestoreRequest request;
  private final Backups backups;
  private final RestoreFindings findings;
  private final Run run;
  private @Nullable LeftInArchive left;

  RestoringTransaction(
      MonthBooks books,
      RestoreRequest request,
      Backups backups,
      RestoreFindings findings,
      Run run) {
    this.books = books;
    this.request = request;
    this.backups = backups;
    this.findings = findings;
    this.run = run;
  }

  /** The records that the request leaves in the archive; known once everything else is put back. */
  LeftInArchive left() {
    return Objects.requireNonNull(left);
  }

  /** Stops if there is nothing to undo; returns the month's state. */
  MonthState.Kind refuse() {
    MonthState.Kind kind = MonthState.of(books).kind();
    String month = "month " + books.month().slashed();
    if (kind == MonthState.Kind.LEGACY && request.file().isEmpty()) {
      throw new Failure.Legacy(
          month + " was closed by the old generator, which kept no archive",
          backups.newest(books.month()).isPresent()
              ? "`--from backup` brings back what its backup holds, and says what that lacks"
              : "its statement is all there is, and would be lost");
    }
    if (kind == MonthState.Kind.OPEN && request.file().isEmpty()) {
      throw new Failure.Inapplicable(
          month + " is not closed: there is nothing to restore",
          "`--from backup` or `--from FILE` put records back from a file");
    }
    return kind;
  }

  /** Puts back everything that the source holds and the request does not leave out. */
  Stage putBack() {
    findings.begin();
    MonthState.Kind kind = refuse();
    if (request.file().isEmpty()) {
      return books.beside(
          reader -> {
            ArchiveSource archive = new ArchiveSource(reader, backups);
            Stage stage = stage(archive);
            EnteredAgain.underAnotherId(stage).forEach(run::warn);
            Map<Tabela, Long> live = LeftLive.setApart(stage);
            if (kind == MonthState.Kind.CLOSED) {
              run.step("statement", () -> StatementProof.check(reader, archive.totals()));
            }
            putBack(stage, archive, liveOtherwise(stage));
            found(live);
            return stage;
          });
    }
    Generation generation = request.file().get();
    Manifest manifest = generation.manifest();
    FileCheck check = check(generation, manifest);
    check.origin();
    findings.check(request.words());
    RecordSource source = file(generation, manifest);
    Stage stage = stage(source);
    if (kind == MonthState.Kind.OPEN) {
      Renumbered.setApart(stage).forEach(run::warn);
      LateRecords.beside(stage)
          .ifPresent(ids -> run.warn("live and not in the file, they stay: " + ids));
    }
    EnteredAgain.underAnotherId(stage).forEach(run::warn);
    Map<Tabela, Long> live = LeftLive.setApart(stage);
    run.step("hold against", () -> check.values(stage, kind));
    findings.check(request.words());
    Overwritten overwritten = overwritten(stage, generation, kind, check);
    putBack(stage, source, overwritten);
    found(live);
    return stage;
  }

  /**
   * The records that are live with other values. Nobody has to be asked about a session that stayed
   * at the closing: the application may have changed it.
   */
  private Overwritten overwritten(
      Stage stage, Generation file, MonthState.Kind kind, FileCheck check) {
    boolean open = kind == MonthState.Kind.OPEN;
    boolean ahead = check.isAheadOfTheDatabase();
    // In a new database, a session may be live from a later month's file.
    Overwritten overwritten =
        Overwritten.setApart(
            stage, ahead || (open && check.isOwn()), new StayedSessions(books, stage).onRecord());
    ask(
        overwritten,
        file.csv()
            + " holds other values than the live records of "
            + books.month().slashed()
            + (open ? ", whose present values may be in no backup" : ""));
    warn(overwritten.later(), "the file has a later state of them, which comes back");
    if (open || ahead) {
      leave(overwritten.leftAsTheyAre(), "the file's");
    }
    return overwritten;
  }

  /** The archive's records that are live with other values, but for sessions that stayed. */
  private Overwritten liveOtherwise(Stage stage) {
    List<Long> stayed = new StayedSessions(books, stage).onRecord();
    Overwritten overwritten = Overwritten.archived(stage, stayed);
    ask(
        overwritten,
        "the archive holds other values than the live records of " + books.month().slashed());
    warn(overwritten.later(), "the archive has a later state of them, which comes back");
    List<Long> left = new ArrayList<>(overwritten.leftAsTheyAre());
    left.removeAll(stayed);
    leave(left, "the archive's");
    return overwritten;
  }

  private void ask(Overwritten overwritten, String question) {
    Deviation deviation = overwritten.deviation();
    if (!deviation.isNone()) {
      findings.want(ExplicitWord.OTHER_VALUES, question, deviation);
    }
  }

  private void leave(List<Long> sessions, String whose) {
    findings.leftAsTheyAre(sessions.size());
    warn(sessions, "they are live with other values than " + whose + ", and stay as they are");
  }

  private void warn(List<Long> sessions, String what) {
    if (!sessions.isEmpty()) {
      run.warn(
          "sessoes id "
              + sessions.stream().map(String::valueOf).collect(Collectors.joining(", "))
              + ": "
              + what);
    }
  }

  /** Records that were already live and unchanged. */
  private void found(Map<Tabela, Long> live) {
    live.forEach((tabela, count) -> run.count(tabela, c -> c.withFound(c.found() + count)));
  }

  FileCheck check(Generation generation, Manifest manifest) {
    return new FileCheck(backups, books, generation, manifest, findings, run);
  }

  private RecordSource file(Generation generation, Manifest manifest) {
    generation.notice().ifPresent(run::warn);
    backups.proveZone(generation, manifest);
    run.backup(generation.csv().toString(), manifest.file().sha256());
    return new FileSource(generation, manifest);
  }

  private Stage stage(RecordSource source) {
    Stage stage = run.step("stage", () -> Stage.load(books, source));
    run.step("prove", () -> StageProof.check(stage, source));
    return stage;
  }

  private void putBack(Stage stage, RecordSource source, Overwritten overwritten) {
    findings.check(request.words());
    findings.reasons().forEach(run::warn);
    StayedSessions stayed = new StayedSessions(books, stage);
    List<Long> fromOthers = new LeftWithAnother(stage).take(stayed.onRecord());
    if (!fromOthers.isEmpty()) {
      run.warn(
          "sessoes id "
              + fromOthers.stream().map(String::valueOf).collect(Collectors.joining(", "))
              + " had left with another month, which waits for this one: they come back as they"
              + " left");
    }
    stayed.settleUndated(request.words()).ifPresent(run::warn);
    long staying = stayed.setApart(overwritten);
    left =
        LeftInArchive.takeOut(
            books, stage, source, request.leaving().records(), request.leaving().settings(), run);
    if (!left.isNone()) {
      run.warn("left in the archive, and the month's statement with it: " + left.described());
    }
    List<String> elsewhere = stayed.leavePointersToOtherMonths();
    if (!elsewhere.isEmpty()) {
      run.warn(
          "sessoes id "
              + String.join(", ", elsewhere)
              + " point at payments of other months that are not there: the pointers come back with"
              + " the months that have these payments");
    }
    run.step("unique keys", () -> ExclusiveRecords.check(books, stage));
    run.step("conflicts", () -> Conflicts.check(books, stage));
    DefaultedColumns defaulted = DefaultedColumns.of(books, stage);
    if (!defaulted.names().isEmpty()) {
      run.warn(
          "records that were archived before the studio had the columns "
              + defaulted.names()
              + " get the columns' defaults");
    }
    Map<Tabela, Long> written =
        run.step("put back", () -> new PutBack(books, stage, stayed, overwritten, defaulted).run());
    written.forEach((tabela, count) -> run.count(tabela, c -> c.withFound(count)));
    run.count(Tabela.SESSOES, c -> c.withFound(c.found() + staying).withStayed(staying));
  }
}

package extrato.work.restoring;

import extrato.month.archive.MonthState;
import extrato.month.backup.ArchiveProof;
import extrato.month.backup.Backups;
import extrato.month.backup.Generation;
import extrato.month.backup.Manifest;
import extrato.month.backup.Sibling;
import extrato.month.statement.KeptStatements;
import extrato.postgres.MonthBooks;
import extrato.runs.Run;
import extrato.support.failure.Failure;
import java.util.Optional;

/**
 * What a backup file is held to before it comes back: the archive where there is one, else the
 * newest generation; a newer generation, where there is one; and the statement, where somebody else
 * wrote it.
 */
final class FileCheck {
  private static final String ARCHIVE = "the archive";
  private static final String CLOSED_WITH =
      "select exists (select from extrato.versoes v where v.ano = :ano and v.mes = :mes and"
          + " v.backup_digest = :sha256)";
  private static final String WRITTEN =
      "select exists (select from extrato.geracoes g where g.ano = :ano and g.mes = :mes and"
          + " g.sha256 = :sha256";

  private final Backups backups;
  private final MonthBooks books;
  private final Generation file;
  private final Manifest manifest;
  private final RestoreFindings findings;
  private final Run run;

  FileCheck(
      Backups backups,
      MonthBooks books,
      Generation file,
      Manifest manifest,
      RestoreFindings findings,
      Run run) {
    this.backups = backups;
    this.books = books;
    this.file = file;
    this.manifest = manifest;
    this.findings = findings;
    this.run = run;
  }

  /** Whose file it is; one that this database has closed a month with is its own in any case. */
  void origin() {
    if (!backups.isOfThisDatabase(manifest, books) && !isKnown()) {
      findings.want(
          ExplicitWord.OTHER_STUDIO,
          file.csv()
              + " is a backup of another database ("
              + manifest.database().name()
              + ", "
              + manifest.database().id()
              + ")");
    }
  }

  /** What comes back, held to what is right. */
  void values(Stage stage, MonthState.Kind kind) {
    boolean archived = kind == MonthState.Kind.CLOSED || kind == MonthState.Kind.STATEMENT_GONE;
    // The backup that the statement was made from is right, whatever became of the archive.
    if (!archived || !manifest.file().sha256().equals(ArchiveProof.digest(books).orElse(""))) {
      holdAgainstOthers(stage, archived);
    }
    if (!archived) {
      some(LeftSessions.deviation(stage))
          .ifPresent(
              deviation ->
                  findings.want(
                      ExplicitWord.OTHER_VALUES,
                      file.csv() + " does not hold what " + deviation.right() + " holds",
                      deviation));
    }
    if (kind == MonthState.Kind.LEGACY) {
      findings.legacy();
      told(stage);
      warnOfLate(LateRecords.of(books));
    } else if (archived && KeptStatements.of(books).of(books.month()).isOverwritten()) {
      told(stage);
    }
  }

  private void holdAgainstOthers(Stage stage, boolean archived) {
    StayedSessions.Live stayed = new StayedSessions(books, stage).live();
    Optional<Sibling> newest = Sibling.newest(file, manifest, backups);
    Optional<Deviation> older =
        newest.filter(Sibling::newer).flatMap(sibling -> compare(stage, stayed, sibling));
    older.ifPresent(this::wantOlder);
    if (older.isPresent() && (!archived || isKnown())) {
      return;
    }
    Optional<Deviation> right =
        archived
            ? compareWithArchive(stage, stayed, newest)
            : newest
                .filter(sibling -> !sibling.newer())
                .flatMap(sibling -> compare(stage, stayed, sibling));
    right.ifPresent(
        deviation ->
            findings.want(
                ExplicitWord.OTHER_VALUES,
                file.csv() + " does not hold what " + deviation.right() + " holds",
                deviation));
  }

  private void wantOlder(Deviation deviation) {
    findings.instead(
        "`extrato restore "
            + books.month().asOptions()
            + " --from backup` takes the newest of EXTRATO_BACKUP_DIR, --from FILE any other; ");
    findings.want(
        ExplicitWord.OLDER,
        file.csv() + " is older than " + deviation.right() + ", held against which it has",
        deviation);
  }

  private Optional<Deviation> compareWithArchive(
      Stage stage, StayedSessions.Live stayed, Optional<Sibling> newest) {
    try {
      // First the proof alone: what is being loaded cannot be broken off without the transaction.
      books.beside(reader -> proven(reader));
      return some(
          books.beside(
              reader ->
                  Deviations.find(stage, stayed, ARCHIVE, new ArchiveSource(reader, backups))));
    } catch (Failure.NotProven e) {
      Optional<Generation> closedWith =
          ArchiveProof.digest(books).flatMap(digest -> backups.withDigest(books.month(), digest));
      if (closedWith.isPresent()) {
        return compare(stage, stayed, closedWith.get(), closedWith.get().manifest());
      }
      return newest
          .filter(sibling -> sibling.trouble() == null)
          .map(sibling -> compare(stage, stayed, sibling))
          .orElseGet(() -> Optional.of(Deviation.unknown(ARCHIVE, e.text())));
    }
  }

  private boolean proven(MonthBooks reader) {
    ArchiveProof.check(reader, backups);
    return true;
  }

  private Optional<Deviation> compare(Stage stage, StayedSessions.Live stayed, Sibling other) {
    Manifest theirs = other.manifest();
    String trouble = other.trouble();
    if (theirs == null || trouble != null) {
      return Optional.of(
          Deviation.unknown(other.generation().csv().toString(), String.valueOf(trouble)));
    }
    return other.isSameAs(manifest)
        ? Optional.empty()
        : compare(stage, stayed, other.generation(), theirs);
  }

  private Optional<Deviation> compare(
      Stage stage, StayedSessions.Live stayed, Generation other, Manifest theirs) {
    String name = other.csv().toString();
    try {
      backups.proveFile(other);
    } catch (Failure.NotProven | Failure.FileTrouble e) {
      return Optional.of(Deviation.unknown(name, e.text()));
    }
    return some(Deviations.find(stage, stayed, name, new FileSource(other, theirs)));
  }

  private static Optional<Deviation> some(Deviation deviation) {
    return Optional.of(deviation).filter(found -> !found.isNone());
  }

  private void told(Stage stage) {
    StatementOnly.Told told = StatementOnly.of(stage);
    some(told.alone())
        .ifPresent(
            deviation ->
                findings.want(
                    ExplicitWord.OTHER_VALUES,
                    "the statement of "
                        + books.month().slashed()
                        + " in extratos tells more than "
                        + file.csv()
                        + ", and goes to extrato_snapshots",
                    deviation));
    if (!told.unnamed().isEmpty()) {
      run.warn(
          "the file has records that "
              + books.month().slashed()
              + "'s statement does not name: "
              + String.join("; ", told.unnamed())
              + "; they come back with the others");
    }
  }

  private void warnOfLate(String late) {
    if (!late.isEmpty()) {
      run.warn("records of " + books.month().slashed() + " are live, and stay: " + late);
    }
  }

  /** Whether the file is this database's, and of a state that it does not know any more. */
  boolean isAheadOfTheDatabase() {
    return books.knowsBackups() && backups.isOfThisDatabase(manifest, books) && !isKnown();
  }

  /** Whether this very database wrote the file, and did not find it somewhere. */
  boolean isOwn() {
    return books.knowsBackups() && is(WRITTEN + " and g.origem = 'escrita')");
  }

  /** Whether this database has written the file itself, or closed the month with it. */
  private boolean isKnown() {
    return books.hasOwnSchema() && (is(CLOSED_WITH) || (books.knowsBackups() && is(WRITTEN + ")")));
  }

  private boolean is(String question) {
    return books
        .query(question)
        .bind("sha256", manifest.file().sha256())
        .mapTo(boolean.class)
        .one();
  }
}

package extrato.work.restoring;

import extrato.month.backup.Backups;
import extrato.month.backup.HeldOtherwise;
import extrato.month.selection.TakenId;
import extrato.month.selection.TakenIds;
import extrato.postgres.Database;
import extrato.postgres.RolledBack;
import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.postgres.SqlStates;
import extrato.runs.CommitWatch;
import extrato.runs.Outcome;
import extrato.runs.Run;
import extrato.runs.RunBook;
import extrato.studio.Tabela;
import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a live record a new id, and moves whatever refers to it: the way out where the archive
 * holds another record under its id.
 */
public final class Renumbering {
  private static final Logger log = LoggerFactory.getLogger("extrato.restoring");
  private static final String STAYED =
      "select exists (select from extrato.versoes v where v.restaurada_em is null and :id = any"
          + " (v.ficaram))";

  /** What a trigger of the studio may set whenever a row changes. */
  private static final String TOUCHED = "updated_at";

  private final Database database;
  private final Backups backups;
  private final RunBook runBook;
  private final Run run;

  public Renumbering(Database database, Backups backups, RunBook runBook, Run run) {
    this.database = database;
    this.backups = backups;
    this.runBook = runBook;
    this.run = run;
  }

  /**
   * What was done.
   *
   * @param moved by referring table, how many of its rows point at the new id now
   */
  public record Renumbered(long id, Map<String, Long> moved) {}

  public Renumbered run(Tabela tabela, long id, boolean dryRun) {
    if (dryRun) {
      return translated(() -> database.rehearse(snapshot -> renumber(snapshot, tabela, id, false)));
    }
    CommitWatch<Renumbered> watch = new CommitWatch<>(database, runBook, run, CommitWatch.PATIENCE);
    Renumbered renumbered =
        translated(
            () ->
                watch.change(
                    snapshot -> {
                      Renumbered done = renumber(snapshot, tabela, id, true);
                      run.reason(said(tabela, id) + " is id " + done.id() + " now");
                      runBook.finish(
                          snapshot.handle(), run, Outcome.DONE, ExitCode.DONE.number(), null);
                      snapshot.changes().updated("extrato.runs", 1);
                      return done;
                    },
                    (snapshot, done) -> {}));
    log.info("{} id {} has the id {} now", tabela.table(), id, renumbered.id());
    return renumbered;
  }

  /** {@code pagamentos id 12}. */
  private static String said(Tabela tabela, long id) {
    return tabela.table() + " id " + id;
  }

  private Renumbered renumber(Snapshot snapshot, Tabela tabela, long id, boolean forGood) {
    List<String> before = values(snapshot, tabela, id);
    if (before.isEmpty()) {
      throw new Failure.Stopped(
          "no live record of " + tabela.table() + " has the id " + id,
          "`extrato status` lists the ids that are taken");
    }
    refuseItself(snapshot, tabela, id);
    refuseUnknownState(snapshot, tabela, id);
    Map<String, SortedSet<String>> referring = Referring.to(snapshot, tabela);
    String newId = NewId.of(snapshot, tabela, forGood);
    Renumbered done =
        snapshot.asTheStudio(() -> new IdChange(snapshot, tabela, id, referring).to(newId));
    snapshot.changes().updated(tabela.table(), 1);
    if (!values(snapshot, tabela, id).isEmpty()
        || !before.equals(values(snapshot, tabela, done.id()))) {
      throw new Failure.Stopped(
          String.format(
              Locale.ROOT, "%s id %d is not what it was under its new id", tabela.table(), id),
          "a trigger of the studio's table does that: switch it off for this");
    }
    return done;
  }

  /** A record that is the archived one must not become a second one. */
  private void refuseItself(Snapshot snapshot, Tabela tabela, long id) {
    if (!snapshot.hasOwnSchema()) {
      return;
    }
    List<TakenId> taken =
        TakenIds.everywhere(snapshot).all().stream()
            .filter(one -> one.tabela() == tabela && one.id() == id)
            .toList();
    if (taken.isEmpty()
        && tabela == Tabela.SESSOES
        && snapshot.query(STAYED).bind("id", id).mapTo(boolean.class).one()) {
      throw new Failure.Stopped(
          "sessoes id " + id + " is the session itself that stayed when its month was closed",
          "it keeps its id");
    }
    boolean putBack = !taken.isEmpty() && PutBackByHand.is(snapshot, tabela, id);
    taken.stream()
        .filter(one -> one.itself() || putBack)
        .findFirst()
        .ifPresent(
            one -> {
              throw new Failure.Stopped(
                  String.format(
                      Locale.ROOT,
                      "%s id %d is the record itself that the archive of %s holds: under a new id"
                          + " it would count twice",
                      tabela.table(),
                      id,
                      one.month().slashed()),
                  String.format(
                      Locale.ROOT,
                      "`extrato restore %s` brings its month back with it; or remove it from the"
                          + " live table, if it is not wanted there",
                      one.month().asOptions()));
            });
    if (!taken.isEmpty() && EnteredAgain.isLikeTheArchived(snapshot, tabela, id)) {
      run.warn(
          String.format(
              Locale.ROOT,
              "%s id %d has the same values as the archived record: if somebody entered it again,"
                  + " it counts twice; remove it in the application then",
              tabela.table(),
              id));
    }
  }

  /**
   * Whoever restores a backup knows a record with another id again by its values alone: it must be
   * as its backup has it.
   */
  private void refuseUnknownState(Snapshot snapshot, Tabela tabela, long id) {
    HeldOtherwise.in(backups, snapshot, tabela, id, run::warn).stream()
        .findFirst()
        .ifPresent(
            backup -> {
              String month = backup.month().asOptions();
              throw new Failure.Stopped(
                  String.format(
                      Locale.ROOT,
                      "%s id %d is in %s with other values: under a new id it would come back from"
                          + " there beside itself",
                      tabela.table(),
                      id,
                      backup.csv()),
                  String.format(
                      Locale.ROOT,
                      "`extrato backup %s` writes down how it is now; if the database was set back,"
                          + " or somebody put the record back by hand, `extrato restore %s --from"
                          + " backup` first",
                      month,
                      month));
            });
  }

  /** The record's values but for those that are to change; empty when there is no such record. */
  private static List<String> values(Snapshot snapshot, Tabela tabela, long id) {
    SortedSet<String> moving =
        Referring.to(snapshot, tabela)
            .getOrDefault(
                Sql.quoted(snapshot.studio().schema()) + "." + Sql.quoted(tabela.table()),
                java.util.Collections.emptySortedSet());
    String columns =
        snapshot.studio().columns(tabela).stream()
            .filter(column -> !column.name().equals("id") && !column.generated())
            .filter(column -> !column.name().equals(TOUCHED))
            .filter(column -> !moving.contains(Sql.quoted(column.name())))
            .map(
                column -> "coalesce('=' || " + Sql.text("t." + Sql.quoted(column.name())) + ", '')")
            .collect(Collectors.joining(", "));
    return snapshot
        .query(
            String.format(
                Locale.ROOT,
                "select array[%s]::text[] as valores from :\"studio\".%s t where t.id = :id",
                columns,
                tabela.table()))
        .bind("id", id)
        .map((row, context) -> Arrays.asList((String[]) row.getArray("valores").getArray()))
        .findOne()
        .orElse(List.of());
  }

  private Renumbered translated(java.util.function.Supplier<Renumbered> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      if (e instanceof Failure
          || !SqlStates.isFromDatabase(e)
          || database.interruption().isRequested()) {
        throw e;
      }
      throw SqlStates.asFailure(e, RolledBack.WORDS);
    }
  }
}

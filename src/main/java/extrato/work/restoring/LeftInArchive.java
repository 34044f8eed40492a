package extrato.work.restoring;

import extrato.month.archive.ArchiveTotals;
import extrato.month.archive.Archiver;
import extrato.month.archive.BatchLimits;
import extrato.month.archive.LegacyStatement;
import extrato.month.archive.MonthState;
import extrato.month.archive.Statement;
import extrato.month.archive.Totals;
import extrato.month.archive.Versions;
import extrato.month.selection.CsvRow;
import extrato.month.selection.Layout;
import extrato.month.selection.LeftOut;
import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.runs.Run;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import extrato.support.settings.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The records that a restore does not bring back, because they can never be live beside one that it
 * does. They become a version of the month's statement of their own: the month stays closed with
 * them, the others are late, and whoever merges the month again has all of them in its statement.
 */
final class LeftInArchive {
  private static final String WITH_WHAT_BELONGS_TO_THEM =
      Sql.load(LeftInArchive.class, "left_in_archive.sql");

  private final MonthBooks books;
  private final Settings settings;
  private final Layout layout;
  private final int version;
  private final Map<Tabela, SortedSet<Long>> archived = new EnumMap<>(Tabela.class);
  private final List<Long> staying = new ArrayList<>();
  private Map<Tabela, Long> written = Map.of();

  private LeftInArchive(MonthBooks books, Settings settings, Layout layout) {
    this.books = books;
    this.settings = settings;
    this.layout = layout;
    this.version = MonthState.of(books).lastVersion() + 1;
  }

  private record Left(Tabela tabela, long id, boolean stays) {}

  /** Takes them out of the stage, which has the month's sessions set apart already. */
  static LeftInArchive takeOut(
      MonthBooks books,
      Stage stage,
      RecordSource source,
      LeftOut names,
      Settings settings,
      Run run) {
    LeftInArchive left = new LeftInArchive(books, settings, source.layout());
    if (!names.names().isEmpty()) {
      left.find(names);
      left.archive(source);
      left.addVersion(run);
      left.removeFromStage();
    }
    return left;
  }

  boolean isNone() {
    return archived.isEmpty();
  }

  /** {@code pagamentos id 9; comissoes id 12}. */
  String described() {
    return archived.entrySet().stream()
        .map(
            table ->
                table.getKey().table()
                    + " id "
                    + table.getValue().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ")))
        .collect(Collectors.joining("; "));
  }

  /** The first version that is not taken back. */
  int firstThatStays() {
    return isNone() ? Integer.MAX_VALUE : version;
  }

  /** Makes them the month's statement, once the versions before are taken back. */
  void close() {
    Statement statement = statement();
    statement.write();
    statement.proveWritten();
  }

  /** Before anything is put back, since then the keys of all tables are looked at. */
  private void addVersion(Run run) {
    Versions.Origin origin = new Versions.Origin(run.id(), null, null, settings.zone());
    Versions.add(books, version, origin, layout, written, statement(), staying);
    books.changes().inserted("extrato.versoes", 1);
  }

  private Statement statement() {
    Totals totals = ArchiveTotals.of(books, version, archived.keySet());
    return Statement.of(books, settings, totals, LegacyStatement.of(books));
  }

  private void find(LeftOut names) {
    List<LeftOut.Name> asked = names.names().stream().map(this::named).toList();
    books
        .query(WITH_WHAT_BELONGS_TO_THEM)
        .bindArray("tabelas", String.class, asked.stream().map(LeftInArchive::table).toList())
        .bindArray("ids", Long.class, asked.stream().map(LeftOut.Name::id).toList())
        .map(
            (row, context) ->
                new Left(
                    Tabela.ofTable(row.getString("tabela")),
                    row.getLong("id"),
                    row.getBoolean("fica")))
        .forEach(this::add);
  }

  private void add(Left left) {
    archived.computeIfAbsent(left.tabela(), t -> new TreeSet<>()).add(left.id());
    if (left.stays()) {
      staying.add(left.id());
    }
  }

  /** The one staged record that is meant. */
  private LeftOut.Name named(LeftOut.Name name) {
    List<LeftOut.Name> found =
        Arrays.stream(Tabela.values())
            .filter(tabela -> name.means(tabela, name.id()) && isStaged(tabela, name.id()))
            .map(tabela -> new LeftOut.Name(tabela, name.id()))
            .toList();
    if (found.size() != 1) {
      throw new Failure.BadArguments(
          String.format(
              Locale.ROOT,
              "--leave %s: the records to put back have %s",
              name,
              found.isEmpty() ? "none of that id" : "several of that id"),
          String.format(Locale.ROOT, "TABLE:ID, as in pagamentos:%d, names one", name.id()));
    }
    return found.get(0);
  }

  private boolean isStaged(Tabela tabela, long id) {
    return books
        .query("select exists (select from " + Stage.table(tabela) + " s where s.id = :id)")
        .bind("id", id)
        .mapTo(boolean.class)
        .one();
  }

  private static String table(LeftOut.Name name) {
    return java.util.Objects.requireNonNull(name.tabela()).table();
  }

  /** From the source, whose records are in the text form. */
  private void archive(RecordSource source) {
    long records = archived.values().stream().mapToLong(ids -> ids.size()).sum();
    try (Archiver archiver =
        new Archiver(
            books,
            version,
            layout,
            BatchLimits.of(settings.closing().batchSize(), records),
            tabela -> ids(tabela).size(),
            batch -> books.changes().inserted("extrato.lotes", 1))) {
      source.stream((tabela, row) -> archive(archiver, tabela, row));
      for (Tabela tabela : Tabela.values()) {
        archiver.end(tabela);
      }
      written = archiver.archived();
    }
  }

  private void archive(Archiver archiver, Tabela tabela, CsvRow row) {
    if (ids(tabela).contains(row.number(layout.position(tabela, "id")))) {
      archiver.add(tabela, row);
    }
  }

  private void removeFromStage() {
    archived.forEach(
        (tabela, ids) ->
            books
                .update("delete from " + Stage.table(tabela) + " where id = any(:ids)")
                .bindArray(
                    "ids",
                    Long.class,
                    ids.stream()
                        .filter(id -> tabela != Tabela.SESSOES || !staying.contains(id))
                        .toList())
                .execute());
  }

  private SortedSet<Long> ids(Tabela tabela) {
    return archived.getOrDefault(tabela, java.util.Collections.emptySortedSet());
  }
}

package extrato.work.closing;

import extrato.month.selection.Layout;
import extrato.month.selection.MonthRows;
import extrato.month.selection.UniqueKey;
import extrato.postgres.Column;
import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Looks for late records that could never be live together with an archived one, because a unique
 * key of the studio's tables allows only one of them. After a merge, such a month could no longer
 * be restored.
 */
final class MergedKeys {
  private static final int NAMED = 5;

  private final MonthBooks books;
  private final Layout archived;

  private MergedKeys(MonthBooks books) {
    this.books = books;
    this.archived = MonthRows.archived(books).layout();
  }

  /** Checks a month that the tool has closed. */
  static void check(MonthBooks books, Consumer<String> warnings) {
    MergedKeys keys = new MergedKeys(books);
    List<String> late = new ArrayList<>();
    List<String> merged = new ArrayList<>();
    for (UniqueKey key : UniqueKey.of(books)) {
      if (!key.hasId() && keys.isArchived(key)) {
        late.addAll(keys.exclusive(key, "novos", "true"));
        merged.addAll(keys.exclusive(key, "antigos", "s.id < t.id"));
      }
    }
    Month month = books.month();
    if (!late.isEmpty()) {
      throw new Failure.Stopped(
          String.format(
              Locale.ROOT,
              "late records of %s could never be live beside archived ones: %s",
              month.slashed(),
              String.join("; ", late)),
          "an event that was entered twice: delete the late one in the studio's application;"
              + " otherwise give it another value there, or leave it live with --leave TABLE:ID");
    }
    if (!merged.isEmpty()) {
      warnings.accept(
          String.format(
              Locale.ROOT,
              "archived records of %s could never be live at once: %s; `extrato restore %s --leave"
                  + " ID` leaves one of them in the archive",
              month.slashed(),
              String.join("; ", merged),
              month.asOptions()));
    }
  }

  /** Whether the archive has the key's columns with their present types. */
  private boolean isArchived(UniqueKey key) {
    return columns(key).stream()
        .allMatch(
            name ->
                column(books.studio().columns(key.tabela()), name)
                    .equals(column(archived.columns(key.tabela()), name)));
  }

  private List<String> exclusive(UniqueKey key, String records, String condition) {
    String table = key.tabela().table();
    List<String> pairs =
        books.strings(
            String.format(
                Locale.ROOT,
                """
                %s
                , antigos as materialized (
                  select %s from arquivo a
                  cross join lateral pg_catalog.jsonb_populate_record(null:::"studio".%s, a.campos) r
                  where a.tabela = '%s' and a.id not in (select m.id from %s_do_mes m)
                ), novos as (
                  select %s from :"studio".%s t where t.id in (select m.id from %s_do_mes m)
                )
                select s.id || ' and id ' || t.id
                from %s s
                join %s t on %s and %s
                order by s.id, t.id
                limit %d\
                """,
                MonthRows.archivePrelude(),
                archivedValues(key),
                table,
                table,
                table,
                liveValues(key),
                table,
                table,
                key.select(records),
                key.select("antigos"),
                key.equal(),
                condition,
                NAMED + 1));
    return pairs.stream()
        .limit(NAMED)
        .map(pair -> String.format(Locale.ROOT, "%s id %s, by (%s)", table, pair, key.named()))
        .toList();
  }

  /**
   * The values in their types, read by the types' own input functions, because a cast could run
   * somebody else's code. Only json would stay the text that it is in the archive.
   */
  private String archivedValues(UniqueKey key) {
    return columns(key).stream()
        .map(
            name -> {
              String type =
                  column(books.studio().columns(key.tabela()), name).map(Column::type).orElse("");
              return Set.of("json", "jsonb").contains(type)
                  ? String.format(
                      Locale.ROOT,
                      "cast(a.campos ->> %s as %s) as %s",
                      Sql.literal(name),
                      type,
                      Sql.quoted(name))
                  : "r." + Sql.quoted(name);
            })
        .collect(Collectors.joining(", "));
  }

  private static String liveValues(UniqueKey key) {
    return columns(key).stream()
        .map(name -> "t." + Sql.quoted(name))
        .collect(Collectors.joining(", "));
  }

  private static Set<String> columns(UniqueKey key) {
    Set<String> columns = new LinkedHashSet<>(List.of("id"));
    columns.addAll(key.columns());
    return columns;
  }

  private static Optional<Column> column(List<Column> columns, String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }
}

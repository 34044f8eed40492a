package extrato.work.records;

import extrato.month.backup.Backups;
import extrato.month.backup.FiledRecord;
import extrato.month.backup.Generation;
import extrato.postgres.Column;
import extrato.postgres.Database;
import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.runs.Run;
import extrato.studio.Month;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks for one record everywhere: in its live table, in every archive, in every backup. */
public final class RecordSearch {
  private static final String ARCHIVED = Sql.load(RecordSearch.class, "archived_record.sql");

  private final Backups backups;
  private final Run run;
  private final Tabela tabela;
  private final long id;

  public RecordSearch(Backups backups, Run run, Tabela tabela, long id) {
    this.backups = backups;
    this.run = run;
    this.tabela = tabela;
    this.id = id;
  }

  /** The live record first, then the archives', then the backups' from the oldest on. */
  public List<RecordPlace> everywhere(Database database) {
    List<RecordPlace> places = new ArrayList<>(run.step("database", () -> database.read(this::in)));
    for (Month month : backups.months()) {
      List<Generation> generations = new ArrayList<>(backups.all(month));
      Collections.reverse(generations);
      generations.forEach(
          generation -> run.step("files", () -> in(generation)).ifPresent(places::add));
    }
    return places;
  }

  private List<RecordPlace> in(Snapshot snapshot) {
    List<RecordPlace> places = new ArrayList<>();
    live(snapshot).ifPresent(values -> places.add(RecordPlace.live(values)));
    if (snapshot.hasOwnSchema()) {
      places.addAll(archived(snapshot));
    }
    return places;
  }

  private Optional<Map<String, @Nullable String>> live(Snapshot snapshot) {
    List<String> names = snapshot.studio().columns(tabela).stream().map(Column::name).toList();
    String values =
        names.stream()
            .map(name -> Sql.text("t." + Sql.quoted(name)))
            .collect(Collectors.joining(", "));
    return snapshot
        .query(
            String.format(
                Locale.ROOT,
                "select array[%s]::text[] as valores from :\"studio\".%s t where t.id = :id",
                values,
                tabela.table()))
        .bind("id", id)
        .map((row, context) -> named(names, (String[]) row.getArray("valores").getArray()))
        .findFirst();
  }

  private static Map<String, @Nullable String> named(
      List<String> names, @Nullable String[] values) {
    Map<String, @Nullable String> named = new LinkedHashMap<>();
    for (int at = 0; at < values.length; at++) {
      named.put(names.get(at), values[at]);
    }
    return named;
  }

  /** Which copy of which version. */
  private record Copy(Month month, int version, boolean takenBack, int batch, long position) {}

  private record Value(Copy copy, String column, @Nullable String text) {}

  private List<RecordPlace> archived(Snapshot snapshot) {
    Map<Copy, Map<String, @Nullable String>> copies = new LinkedHashMap<>();
    List<Value> values =
        snapshot
            .query(ARCHIVED)
            .bind("tabela", tabela.table())
            .bind("id", String.valueOf(id))
            .map((row, context) -> value(row))
            .list();
    for (Value value : values) {
      copies
          .computeIfAbsent(value.copy(), unused -> new LinkedHashMap<>())
          .put(value.column(), value.text());
    }
    List<RecordPlace> places = new ArrayList<>();
    copies.forEach(
        (copy, held) ->
            places.add(RecordPlace.archived(copy.month(), copy.version(), copy.takenBack(), held)));
    return places;
  }

  private static Value value(ResultSet row) throws SQLException {
    Copy copy =
        new Copy(
            new Month(row.getInt("ano"), row.getInt("mes")),
            row.getInt("versao"),
            row.getBoolean("desfeita"),
            row.getInt("lote"),
            row.getLong("posicao"));
    return new Value(copy, row.getString("coluna"), row.getString("valor"));
  }

  /** A backup that is damaged is named, and keeps nobody from looking into the others. */
  private Optional<RecordPlace> in(Generation generation) {
    try {
      return Optional.ofNullable(FiledRecord.of(generation, tabela, id))
          .map(
              values ->
                  RecordPlace.backedUp(
                      generation.month(),
                      generation.manifest().generation(),
                      generation.csv(),
                      values));
    } catch (Failure.NotProven | Failure.FileTrouble e) {
      run.warn("not searched: " + e.text());
      return Optional.empty();
    }
  }
}

package extrato.month.backup;

import extrato.month.selection.CsvRow;
import extrato.month.selection.Layout;
import extrato.postgres.Column;
import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.studio.Tabela;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One record as a backup holds it, with its values as texts by column. */
public final class FiledRecord {
  private FiledRecord() {}

  /**
   * Returns null if the file lacks the record. A file that may hold it is read to its end and
   * proven, because a damaged one says nothing.
   */
  public static @Nullable Map<String, @Nullable String> of(
      Generation generation, Tabela tabela, long id) {
    Manifest manifest = generation.manifest();
    if (!mayHold(manifest, tabela, id)) {
      return null;
    }
    int position = manifest.layout().position(tabela, "id");
    AtomicReference<Map<String, @Nullable String>> filed = new AtomicReference<>();
    ProvenFile.stream(
        generation,
        manifest,
        (table, row) -> {
          if (table == tabela && row.number(position) == id) {
            filed.set(values(manifest, tabela, row));
          }
        });
    return filed.get();
  }

  private static boolean mayHold(Manifest manifest, Tabela tabela, long id) {
    return manifest
        .summary(tabela)
        .filter(
            table -> {
              Long first = table.firstId();
              Long last = table.lastId();
              return first != null && last != null && first <= id && id <= last;
            })
        .isPresent();
  }

  static Map<String, @Nullable String> values(Manifest manifest, Tabela tabela, CsvRow row) {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    Layout layout = manifest.layout();
    for (Column column : layout.columns(tabela)) {
      values.put(column.name(), row.text(layout.position(tabela, column.name())));
    }
    return values;
  }

  /** The columns that both the manifest and the studio's table have. */
  static List<String> shared(Snapshot snapshot, Manifest manifest, Tabela tabela) {
    return snapshot.studio().columns(tabela).stream()
        .map(Column::name)
        .filter(name -> manifest.layout().position(tabela, name) >= 0)
        .toList();
  }

  /** The live records with these ids, printed as a backup prints them. */
  static List<Map<String, @Nullable String>> live(
      Snapshot snapshot, Tabela tabela, List<String> columns, String ids) {
    List<Map<String, @Nullable String>> live = new java.util.ArrayList<>();
    CsvRow row = new CsvRow();
    snapshot.copyOut(
        String.format(
            Locale.ROOT,
            "copy (select %s from :\"studio\".%s t where t.id in (%s)) to stdout (format csv,"
                + " encoding 'UTF8')",
            columns.stream().map(name -> "t." + Sql.quoted(name)).collect(Collectors.joining(", ")),
            tabela.table(),
            ids),
        line -> {
          if (!row.parse(line, 0, line.length)) {
            throw new IllegalStateException("COPY wrote a line of " + tabela + " that is not CSV");
          }
          Map<String, @Nullable String> copy = new LinkedHashMap<>();
          for (int i = 0; i < columns.size(); i++) {
            copy.put(columns.get(i), row.text(i));
          }
          live.add(copy);
        });
    return live;
  }

  /** Whether both are the same record, judged by id and moment of creation. */
  static boolean isTheSame(Map<String, @Nullable String> one, Map<String, @Nullable String> other) {
    return one.get("created_at") != null
        && Objects.equals(one.get("id"), other.get("id"))
        && Objects.equals(one.get("created_at"), other.get("created_at"));
  }
}

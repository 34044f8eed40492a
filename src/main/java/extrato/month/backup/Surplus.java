package extrato.month.backup;

import extrato.month.selection.CsvRow;
import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.studio.Tabela;
import extrato.support.json.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a backup file holds that the database does not have, neither live nor in any month's
 * archive. Looks up a few hundred records at a time, so that a file may be of any size.
 */
final class Surplus {
  private static final String ARCHIVED = Sql.load(Surplus.class, "archived_copies.sql");
  private static final int RECORDS = 500;
  private static final long CHARACTERS = 1 << 20;
  private static final String POINTER = "payment_id";

  private final Snapshot snapshot;
  private final Manifest manifest;
  private final Differences differences = new Differences();
  private final Map<Long, Map<String, @Nullable String>> waiting = new LinkedHashMap<>();
  private final Set<String> livePayments = new HashSet<>();
  private @Nullable Tabela current;
  private long characters;

  private Surplus(Snapshot snapshot, Manifest manifest) {
    this.snapshot = snapshot;
    this.manifest = manifest;
  }

  /** Proves the file at the same time, because a damaged file proves nothing. */
  static Differences of(Snapshot snapshot, Generation generation, Manifest manifest) {
    Surplus surplus = new Surplus(snapshot, manifest);
    ProvenFile.stream(generation, manifest, surplus::add);
    surplus.lookUp();
    return surplus.differences;
  }

  private void add(Tabela tabela, CsvRow row) {
    if (tabela != current || waiting.size() == RECORDS || characters > CHARACTERS) {
      lookUp();
      current = tabela;
    }
    Map<String, @Nullable String> values = FiledRecord.values(manifest, tabela, row);
    for (String value : values.values()) {
      characters += value == null ? 1 : value.length();
    }
    waiting.put(row.number(manifest.layout().position(tabela, "id")), values);
  }

  /** Records that equal no copy in the database exist only in the file. */
  private void lookUp() {
    Tabela tabela = current;
    if (tabela != null && !waiting.isEmpty()) {
      snapshot.checkInterruption();
      Map<Long, Difference> nearest = new LinkedHashMap<>();
      if (tabela == Tabela.SESSOES) {
        lookUpPayments();
      }
      live(tabela, nearest);
      if (!waiting.isEmpty() && snapshot.hasOwnSchema()) {
        archived(tabela, nearest);
      }
      for (long id : waiting.keySet()) {
        Difference near = nearest.get(id);
        differences.add(near == null ? Difference.onlyInBackup(tabela, id) : near);
      }
    }
    waiting.clear();
    characters = 0;
  }

  /** Finds out which payments that the waiting sessions point at are live. */
  private void lookUpPayments() {
    String ids =
        waiting.values().stream()
            .flatMap(session -> Stream.ofNullable(session.get(POINTER)))
            .collect(Collectors.joining(", "));
    livePayments.clear();
    if (!ids.isEmpty()) {
      livePayments.addAll(
          snapshot.strings(
              "select p.id::text from :\"studio\".pagamentos p where p.id in (" + ids + ")"));
    }
  }

  private void live(Tabela tabela, Map<Long, Difference> nearest) {
    String ids = waiting.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
    FiledRecord.live(snapshot, tabela, FiledRecord.shared(snapshot, manifest, tabela), ids)
        .forEach(copy -> hold(tabela, copy, nearest));
  }

  private void archived(Tabela tabela, Map<Long, Difference> nearest) {
    List<Long> ids = List.copyOf(waiting.keySet());
    snapshot
        .query(ARCHIVED)
        .bind("tabela", tabela.table())
        .bind("first", ids.get(0))
        .bind("last", ids.get(ids.size() - 1))
        .bindArray("ids", String.class, ids.stream().map(String::valueOf).toList())
        .map((result, context) -> result.getString("registro"))
        .list()
        .forEach(record -> hold(tabela, fields(record), nearest));
  }

  private static Map<String, @Nullable String> fields(String record) {
    try {
      Map<String, @Nullable String> fields = new LinkedHashMap<>();
      Object json = JsonText.read(record.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      if (json instanceof Map<?, ?> map) {
        map.forEach(
            (name, value) ->
                fields.put(String.valueOf(name), value == null ? null : String.valueOf(value)));
      }
      return fields;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compares one of the database's copies of a record with the file's. */
  private void hold(
      Tabela tabela, Map<String, @Nullable String> copy, Map<Long, Difference> nearest) {
    long id = Long.parseLong(Objects.requireNonNull(copy.get("id")));
    Map<String, @Nullable String> filed = waiting.get(id);
    if (filed == null) {
      return;
    }
    List<String> different = new ArrayList<>();
    filed.forEach(
        (name, value) -> {
          String archived = copy.get(name);
          boolean untied =
              tabela == Tabela.SESSOES && name.equals(POINTER) && isUntied(value, archived);
          if (!Objects.equals(value, archived) && !untied) {
            different.add(name);
          }
        });
    if (different.isEmpty() || isLater(tabela, filed, copy)) {
      waiting.remove(id);
    } else {
      String column = different.get(0);
      nearest.put(id, Difference.changed(tabela, id, column, filed.get(column), copy.get(column)));
    }
  }

  /**
   * Whether the copy is a later state of the same session. A session stays live for months; its
   * later state counts, if that can be told.
   */
  private static boolean isLater(
      Tabela tabela, Map<String, @Nullable String> filed, Map<String, @Nullable String> copy) {
    String changed = copy.get("updated_at");
    String before =
        filed.get("updated_at") == null ? filed.get("created_at") : filed.get("updated_at");
    return tabela == Tabela.SESSOES
        && changed != null
        && before != null
        && Objects.equals(filed.get("created_at"), copy.get("created_at"))
        && Objects.equals(filed.get("cliente_id"), copy.get("cliente_id"))
        && changed.compareTo(before) > 0;
  }

  /**
   * A session without a payment in the file is nothing more than the same session with one. And a
   * live session cannot point at a payment that is not live; the pointer comes back with the
   * payment.
   */
  private boolean isUntied(@Nullable String filed, @Nullable String pointer) {
    return filed == null || (pointer == null && !livePayments.contains(filed));
  }
}

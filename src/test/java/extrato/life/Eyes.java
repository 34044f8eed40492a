package extrato.life;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the books from outside, without the program's means. What has not changed since the last
 * look is not read again, as the numbers of the transactions that wrote the rows show.
 */
final class Eyes {
  static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final Pattern TOKEN = Pattern.compile("\"(#[a-z]?[0-9]+)");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");
  private static final List<String> LISTS = List.of("pagamentos", "sessoes", "comissoes", "gastos");

  private final Folders folders = new Folders();
  private @Nullable Studio seen;
  private String archiveMark = "";
  private String statementMark = "";
  private String atticMark = "";
  private Archive archive = Archive.EMPTY;
  private Map<YearMonth, Statement> statements = Map.of();
  private String attic = "";

  private record Archive(
      Map<String, List<Copy>> byToken,
      Map<YearMonth, List<Copy>> byMonth,
      Map<YearMonth, Integer> versions,
      Map<YearMonth, Set<Long>> stayed,
      String carried) {
    static final Archive EMPTY = new Archive(Map.of(), Map.of(), Map.of(), Map.of(), "");
  }

  /** Batches that were read, by their place and the transaction that wrote them. */
  private final Map<String, List<Row>> batches = new HashMap<>();

  Sight look(Studio studio, Path backups, @Nullable Path copy) {
    if (seen != studio) {
      seen = studio;
      archiveMark = "";
      statementMark = "";
      atticMark = "";
      batches.clear();
    }
    lookAtDatabase(studio);
    List<Gen> gens = folders.look(backups, copy);
    Map<YearMonth, Gen> newest = new TreeMap<>();
    gens.forEach(gen -> newest.merge(gen.month(), gen, (a, b) -> a.number() > b.number() ? a : b));
    return new Sight(
        live(studio),
        archive.byToken,
        archive.byMonth,
        archive.versions,
        archive.stayed,
        statements,
        newest,
        gens,
        attic + archive.carried);
  }

  /** Somebody has changed files without changing their size or time. */
  void forgetFiles() {
    folders.forget();
  }

  private static Map<String, Row> live(Studio studio) {
    Map<String, Row> live = new LinkedHashMap<>();
    for (String table : Studio.BOOKS) {
      for (Map<String, @Nullable String> values :
          studio.rows("select * from " + table + " order by id")) {
        Row row = Row.of(table, values);
        Row other = live.put(row.token(), row);
        if (other != null) {
          throw new Broken("lost", row + " is live twice, also as " + other);
        }
      }
    }
    return live;
  }

  private void lookAtDatabase(Studio studio) {
    String marks =
        studio.value(
            "select concat_ws('|', to_regclass('extrato.lotes') is not null,"
                + " to_regclass('extratos') is not null,"
                + " to_regclass('extrato_snapshots') is not null)");
    String[] there = marks.split("\\|", -1);
    if (there[0].equals("t")) {
      String mark =
          studio.value(
              "select concat_ws('|', (select count(*) || ' ' || coalesce(sum(xmin::text::bigint),"
                  + " 0) from extrato.lotes), (select count(*) || ' ' ||"
                  + " coalesce(sum(xmin::text::bigint), 0) from extrato.versoes))");
      if (!mark.equals(archiveMark)) {
        archive = readArchive(studio);
        archiveMark = mark;
      }
    } else {
      archive = Archive.EMPTY;
    }
    if (there[1].equals("t")) {
      String mark = studio.value(mark("extratos"));
      if (!mark.equals(statementMark)) {
        statements = readStatements(studio);
        statementMark = mark;
      }
    } else {
      statements = Map.of();
    }
    if (there[2].equals("t")) {
      String mark = studio.value(mark("extrato_snapshots"));
      if (!mark.equals(atticMark)) {
        attic =
            studio.value("select coalesce(string_agg(data::text, ' '), '') from extrato_snapshots");
        atticMark = mark;
      }
    } else {
      attic = "";
    }
  }

  private static String mark(String table) {
    return "select count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) from " + table;
  }

  /**
   * Every record that counts: from versions that were not taken back, each id once, with the newest
   * version's values, but with the newest payment of a session that is not null.
   */
  private Archive readArchive(Studio studio) {
    Map<YearMonth, Integer> versions = new TreeMap<>();
    Map<YearMonth, Set<Long>> stayed = new HashMap<>();
    Set<String> current = new HashSet<>();
    StringBuilder carried = new StringBuilder();
    for (Map<String, @Nullable String> version :
        studio.rows(
            "select ano, mes, versao, array_to_string(ficaram, ' ') as ficaram, legado::text"
                + " from extrato.versoes where restaurada_em is null order by ano, mes, versao")) {
      YearMonth month = month(version);
      int number = Integer.parseInt(String.valueOf(version.get("versao")));
      versions.merge(month, number, Math::max);
      current.add(month + " " + number);
      Set<Long> ids = stayed.computeIfAbsent(month, m -> new HashSet<>());
      Matcher id = NUMBER.matcher(String.valueOf(version.get("ficaram")));
      while (id.find()) {
        ids.add(Long.valueOf(id.group()));
      }
      String legado = version.get("legado");
      carried.append(legado == null ? "" : legado);
    }
    readBatches(studio);
    Map<YearMonth, Map<String, Copy>> months = new TreeMap<>();
    new TreeMap<>(places)
        .forEach(
            (place, key) -> {
              if (current.contains(place.month + " " + place.version)) {
                for (Row row : batches.getOrDefault(key, List.of())) {
                  months
                      .computeIfAbsent(place.month, m -> new LinkedHashMap<>())
                      .merge(row.key(), new Copy(place.month, place.version, row), Eyes::newerOver);
                }
              }
            });
    Map<String, List<Copy>> byToken = new HashMap<>();
    Map<YearMonth, List<Copy>> byMonth = new TreeMap<>();
    months.forEach(
        (month, copies) -> {
          byMonth.put(month, List.copyOf(copies.values()));
          copies
              .values()
              .forEach(
                  copy ->
                      byToken
                          .computeIfAbsent(copy.row().token(), t -> new ArrayList<>())
                          .add(copy));
        });
    return new Archive(byToken, byMonth, versions, stayed, carried.toString());
  }

  private static Copy newerOver(Copy older, Copy newer) {
    if (!newer.row().table().equals("sessoes") || newer.row().get("payment_id") != null) {
      return newer;
    }
    Map<String, @Nullable String> values = new LinkedHashMap<>(newer.row().values());
    values.put("payment_id", older.row().get("payment_id"));
    return new Copy(newer.month(), newer.version(), Row.of("sessoes", values));
  }

  private record Place(YearMonth month, int version, String table, int batch)
      implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int order = month.compareTo(other.month);
      order = order == 0 ? Integer.compare(version, other.version) : order;
      order = order == 0 ? table.compareTo(other.table) : order;
      return order == 0 ? Integer.compare(batch, other.batch) : order;
    }
  }

  private final Map<Place, String> places = new HashMap<>();

  private void readBatches(Studio studio) {
    places.clear();
    List<String> missing = new ArrayList<>();
    for (Map<String, @Nullable String> batch :
        studio.rows("select ano, mes, versao, tabela, lote, ctid, xmin from extrato.lotes")) {
      Place place =
          new Place(
              month(batch),
              Integer.parseInt(String.valueOf(batch.get("versao"))),
              String.valueOf(batch.get("tabela")),
              Integer.parseInt(String.valueOf(batch.get("lote"))));
      String key = batch.get("ctid") + " " + batch.get("xmin");
      places.put(place, key);
      if (!batches.containsKey(key)) {
        missing.add("'" + batch.get("ctid") + "'");
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    for (Map<String, @Nullable String> batch :
        studio.rows(
            "select tabela, ctid, xmin, registros::text from extrato.lotes where ctid = any(array["
                + String.join(", ", missing)
                + "]::tid[])")) {
      List<Row> rows = new ArrayList<>();
      for (JsonNode record : json(String.valueOf(batch.get("registros")))) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        record
            .properties()
            .forEach(
                field ->
                    values.put(
                        field.getKey(),
                        field.getValue().isNull() ? null : field.getValue().asText()));
        rows.add(Row.of(String.valueOf(batch.get("tabela")), values));
      }
      batches.put(batch.get("ctid") + " " + batch.get("xmin"), rows);
    }
  }

  private static Map<YearMonth, Statement> readStatements(Studio studio) {
    Map<YearMonth, Statement> statements = new TreeMap<>();
    for (Map<String, @Nullable String> row :
        studio.rows(
            "select ano, mes, pagamentos::text, sessoes::text, comissoes::text, gastos::text,"
                + " totais::text from extratos")) {
      YearMonth month = month(row);
      SortedSet<String> tokens = new TreeSet<>();
      StringBuilder text = new StringBuilder();
      for (String list : LISTS) {
        String plain = unwrapped(row.get(list)).toString();
        text.append(plain);
        Matcher token = TOKEN.matcher(plain);
        while (token.find()) {
          tokens.add(token.group(1));
        }
      }
      Map<String, BigDecimal> totals = new TreeMap<>();
      unwrapped(row.get("totais"))
          .properties()
          .forEach(
              field -> {
                if (field.getValue().isNumber()) {
                  totals.put(field.getKey(), field.getValue().decimalValue());
                }
              });
      statements.put(month, new Statement(month, text.toString(), tokens, totals));
    }
    return statements;
  }

  /** JSON, or JSON text in a JSON string: the page reads both. */
  private static JsonNode unwrapped(@Nullable String value) {
    JsonNode node = json(value == null ? "[]" : value);
    return node.isTextual() ? json(node.asText()) : node;
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON: " + text, e);
    }
  }

  private static YearMonth month(Map<String, @Nullable String> row) {
    return YearMonth.of(
        Integer.parseInt(String.valueOf(row.get("ano"))),
        Integer.parseInt(String.valueOf(row.get("mes"))));
  }
}

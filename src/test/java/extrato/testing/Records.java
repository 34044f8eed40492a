package extrato.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import extrato.studio.Tabela;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Records with each value as text, from any place: live, from a backup, from the archive. Each
 * place is read without the program's means, so that they can be compared with each other.
 */
public record Records(Map<Tabela, NavigableMap<Integer, Map<String, @Nullable String>>> tables) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final char BOM = '\uFEFF';

  public Records {
    Map<Tabela, NavigableMap<Integer, Map<String, @Nullable String>>> copy =
        new EnumMap<>(Tabela.class);
    for (Tabela tabela : Tabela.values()) {
      copy.put(tabela, new TreeMap<>(tables.getOrDefault(tabela, new TreeMap<>())));
    }
    tables = copy;
  }

  private static Records none() {
    return new Records(Map.of());
  }

  public NavigableMap<Integer, Map<String, @Nullable String>> of(Tabela tabela) {
    return tables.getOrDefault(tabela, new TreeMap<>());
  }

  /** All live records of all months, read in COPY's text format instead of CSV. */
  public static Records live(StudioDatabase studio) {
    Records live = none();
    Map<Tabela, List<String>> columns = columns(studio);
    try (Connection connection = studio.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "set timezone = 'UTC'; set datestyle = 'ISO'; set intervalstyle = 'postgres';"
              + " set extra_float_digits = 1; set bytea_output = 'hex'; set lc_monetary = 'C';"
              + " set search_path = ''");
      CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
      for (Tabela tabela : Tabela.values()) {
        List<String> names = columns.getOrDefault(tabela, List.of());
        StringWriter text = new StringWriter();
        copies.copyOut(copyStatement(studio, tabela, names), text);
        text.toString().lines().forEach(line -> live.add(tabela, record(names, line)));
      }
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
    return live;
  }

  /** What a backup holds in each table's own columns; its other columns must be empty. */
  public static Records backup(Path csv, StudioDatabase studio) {
    Records backup = none();
    Map<Tabela, List<String>> columns = columns(studio);
    read(
        csv,
        (line, names) -> {
          Tabela tabela = typeOf(line);
          List<String> own = columns.getOrDefault(tabela, List.of());
          Map<String, @Nullable String> record = new LinkedHashMap<>();
          for (int i = 1; i < names.size(); i++) {
            if (own.contains(names.get(i))) {
              record.put(names.get(i), line.get(i));
            } else {
              assertThat(line.get(i)).as("%s of a %s", names.get(i), tabela).isNull();
            }
          }
          backup.add(tabela, record);
        });
    return backup;
  }

  /** Every value in a backup that is not null, whatever columns the tables have now. */
  public static Records backup(Path csv) {
    Records backup = none();
    read(
        csv,
        (line, names) -> {
          Map<String, @Nullable String> record = new LinkedHashMap<>();
          for (int i = 1; i < names.size(); i++) {
            record.put(names.get(i), line.get(i));
          }
          record.values().removeIf(Objects::isNull);
          backup.add(typeOf(line), record);
        });
    return backup;
  }

  /** What one version of the month's statement added to the archive. */
  public static Records archived(StudioDatabase studio, YearMonth month, int version) {
    Records archived = none();
    studio
        .rows(
            "select l.tabela, r::text as registro from extrato.lotes l"
                + " cross join jsonb_array_elements(l.registros) r"
                + String.format(
                    Locale.ROOT,
                    " where (l.ano, l.mes, l.versao) = (%d, %d, %d)",
                    month.getYear(),
                    month.getMonthValue(),
                    version))
        .forEach(
            row ->
                archived.add(
                    Tabela.ofTable(String.valueOf(row.get("tabela"))),
                    parsed(String.valueOf(row.get("registro")))));
    return archived;
  }

  /** These records without those that the month's closing deletes. */
  public Records afterClosing(MonthOfBooks month) {
    Records left = new Records(tables);
    for (Tabela tabela : Tabela.values()) {
      left.of(tabela).keySet().removeAll(month.idsThatLeave(tabela));
    }
    for (int id : month.sessoesThatStay()) {
      Map<String, @Nullable String> sessao = new LinkedHashMap<>(left.of(Tabela.SESSOES).get(id));
      String payment = sessao.get("payment_id");
      if (payment != null && month.pagamentos().contains(Integer.valueOf(payment))) {
        sessao.put("payment_id", null);
      }
      left.of(Tabela.SESSOES).put(id, sessao);
    }
    return left;
  }

  /** Those of these records that belong to the month. */
  public Records of(MonthOfBooks month) {
    Records only = new Records(tables);
    for (Tabela tabela : Tabela.values()) {
      only.of(tabela).keySet().retainAll(month.ids(tabela));
    }
    return only;
  }

  /** The same values, with nulls left out. */
  public Records withoutNulls() {
    Records values = none();
    tables.forEach(
        (tabela, records) ->
            records
                .values()
                .forEach(
                    record -> {
                      Map<String, @Nullable String> known = new LinkedHashMap<>(record);
                      known.values().removeIf(Objects::isNull);
                      values.add(tabela, known);
                    }));
    return values;
  }

  /**
   * These records and the newer ones, which win; but a session keeps its payment, and values of
   * columns that the newer ones lack stay.
   */
  public Records and(Records newer) {
    Records both = new Records(tables);
    newer.tables.forEach(
        (tabela, records) ->
            records.forEach((id, record) -> both.of(tabela).merge(id, record, Records::newerOver)));
    return both;
  }

  private static Map<String, @Nullable String> newerOver(
      Map<String, @Nullable String> older, Map<String, @Nullable String> newer) {
    Map<String, @Nullable String> both = new LinkedHashMap<>(older);
    both.putAll(newer);
    if (newer.containsKey("payment_id") && newer.get("payment_id") == null) {
      both.put("payment_id", older.get("payment_id"));
    }
    return both;
  }

  /** Only the records with these ids. */
  public Records only(Tabela tabela, Integer... ids) {
    Records some = none();
    for (int id : ids) {
      some.add(tabela, Objects.requireNonNull(of(tabela).get(id)));
    }
    return some;
  }

  /** Those of these records that the others have too. */
  public Records onlyThoseOf(Records others) {
    Records some = new Records(tables);
    tables.keySet().forEach(tabela -> some.of(tabela).keySet().retainAll(others.ids(tabela)));
    return some;
  }

  /** The differences from the expected records, value by value. */
  public List<String> differencesTo(Records expected) {
    List<String> differences = new ArrayList<>();
    for (Tabela tabela : Tabela.values()) {
      Set<Integer> ids = new TreeSet<>(ids(tabela));
      ids.addAll(expected.ids(tabela));
      for (int id : ids) {
        Map<String, @Nullable String> mine = of(tabela).getOrDefault(id, Map.of());
        Map<String, @Nullable String> theirs = expected.of(tabela).getOrDefault(id, Map.of());
        Set<String> columns = new TreeSet<>(mine.keySet());
        columns.addAll(theirs.keySet());
        columns.stream()
            .filter(column -> !shown(mine, column).equals(shown(theirs, column)))
            .map(
                column ->
                    String.format(
                        Locale.ROOT,
                        "%s %d %s: %s, expected %s",
                        tabela,
                        id,
                        column,
                        shown(mine, column),
                        shown(theirs, column)))
            .forEach(differences::add);
      }
    }
    return differences;
  }

  private static String shown(Map<String, @Nullable String> record, String column) {
    return record.containsKey(column) ? "<" + record.get(column) + ">" : "nothing";
  }

  public Collection<Integer> ids(Tabela tabela) {
    return of(tabela).keySet();
  }

  public int count() {
    return tables.values().stream().mapToInt(Map::size).sum();
  }

  private void add(Tabela tabela, Map<String, @Nullable String> record) {
    int id = Integer.parseInt(String.valueOf(record.get("id")));
    assertThat(of(tabela).put(id, record)).as("another %s %s", tabela, id).isNull();
  }

  private static Tabela typeOf(CSVRecord line) {
    return Objects.requireNonNull(
        Tabela.ofType(line.get(0)), () -> "type of line " + line.getRecordNumber());
  }

  private static void read(Path csv, BiConsumer<CSVRecord, List<String>> line) {
    // Nulls are empty and empty texts are quoted; only this mode distinguishes them.
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setQuoteMode(QuoteMode.ALL_NON_NULL)
            .setIgnoreEmptyLines(false)
            .get();
    try (Reader text = Files.newBufferedReader(csv, StandardCharsets.UTF_8)) {
      assertThat((char) text.read()).as("first character of %s", csv).isEqualTo(BOM);
      List<String> names = List.of();
      for (CSVRecord record : CSVParser.parse(text, format)) {
        if (names.isEmpty()) {
          names = record.toList();
          assertThat(names).first().isEqualTo("type");
        } else {
          assertThat(record.size()).as("fields of line %s", record).isEqualTo(names.size());
          line.accept(record, names);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, @Nullable String> parsed(String json) {
    try {
      return JSON.readValue(json, new TypeReference<LinkedHashMap<String, @Nullable String>>() {});
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  /** The columns of the four tables, in their own order. */
  private static Map<Tabela, List<String>> columns(StudioDatabase studio) {
    Map<Tabela, List<String>> columns = new EnumMap<>(Tabela.class);
    studio
        .rows(
            "select c.relname, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid"
                + " where c.relname in ('pagamentos', 'sessoes', 'comissoes', 'gastos')"
                + String.format(
                    Locale.ROOT,
                    " and c.relnamespace = '%s'::regnamespace",
                    quoted(studio.schema()))
                + " and a.attnum > 0 and not a.attisdropped order by a.attnum")
        .forEach(
            row ->
                columns
                    .computeIfAbsent(
                        Tabela.ofTable(String.valueOf(row.get("relname"))), t -> new ArrayList<>())
                    .add(String.valueOf(row.get("attname"))));
    return columns;
  }

  private static String copyStatement(StudioDatabase studio, Tabela tabela, List<String> columns) {
    return String.format(
        Locale.ROOT,
        "copy (select %s from %s.%s order by id) to stdout (encoding 'UTF8')",
        columns.stream().map(Records::quoted).collect(Collectors.joining(", ")),
        quoted(studio.schema()),
        tabela.table());
  }

  private static Map<String, @Nullable String> record(List<String> names, String line) {
    Map<String, @Nullable String> record = new LinkedHashMap<>();
    String[] values = line.split("\t", -1);
    assertThat(values).hasSameSizeAs(names);
    for (int i = 0; i < values.length; i++) {
      record.put(names.get(i), unescaped(values[i]));
    }
    return record;
  }

  /** Undoes the backslashes of COPY's text format, as the manual describes them. */
  private static @Nullable String unescaped(String value) {
    if (value.equals("\\N")) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      text.append(c == '\\' ? meant(value.charAt(++i)) : c);
    }
    return text.toString();
  }

  private static char meant(char escaped) {
    return switch (escaped) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> '\u000B';
      default -> escaped;
    };
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}

package extrato.postgres;

import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds the studio's tables and refuses those that the tool must not touch. */
final class StudioTables {
  private static final String TABLES = Sql.load(StudioTables.class, "studio_tables.sql");
  private static final String COLUMNS = Sql.load(StudioTables.class, "studio_columns.sql");
  private static final Set<String> MOMENTS =
      Set.of("timestamp with time zone", "timestamp without time zone");
  private static final Set<String> INTEGERS = Set.of("integer", "bigint");
  private static final Set<String> TEXTS = Set.of("character varying", "text", "character");

  private record FoundTable(
      String table,
      boolean books,
      @Nullable String schema,
      long schemaId,
      @Nullable String problem) {}

  private record FoundColumn(
      String table,
      String name,
      String type,
      String base,
      @Nullable Integer modifier,
      boolean generated) {}

  /** What a column must be for the rule, the totals and the statement to mean what they say. */
  private enum Want {
    INTEGER,
    DATE,
    MOMENT,
    MONEY,
    NUMERIC,
    TEXT;

    boolean fits(FoundColumn column) {
      return switch (this) {
        case INTEGER -> INTEGERS.contains(column.base());
        case DATE -> column.base().equals("date");
        case MOMENT -> MOMENTS.contains(column.base());
        case NUMERIC -> column.base().equals("numeric");
        case MONEY -> column.base().equals("numeric") && isToTheCent(column.modifier());
        case TEXT -> TEXTS.contains(column.base());
      };
    }

    /** numeric(p,s) with at most two decimals, small enough that a month's cents fit a long. */
    private static boolean isToTheCent(@Nullable Integer modifier) {
      if (modifier == null || modifier < 4) {
        return false;
      }
      int precision = ((modifier - 4) >> 16) & 0xffff;
      int scale = (modifier - 4) & 0x7ff;
      return scale <= 2 && precision <= 15;
    }

    String described() {
      return switch (this) {
        case INTEGER -> "integer";
        case DATE -> "date";
        case MOMENT -> "timestamptz";
        case MONEY -> "numeric(10,2)";
        case NUMERIC -> "numeric";
        case TEXT -> "varchar";
      };
    }
  }

  private static final Map<Tabela, Map<String, Want>> WANTED =
      Map.of(
          Tabela.PAGAMENTOS,
          Map.of(
              "id", Want.INTEGER,
              "data", Want.DATE,
              "valor", Want.MONEY,
              "forma_pagamento", Want.TEXT,
              "observacoes", Want.TEXT,
              "cliente_id", Want.INTEGER,
              "artista_id", Want.INTEGER,
              "sessao_id", Want.INTEGER),
          Tabela.SESSOES,
          Map.of(
              "id", Want.INTEGER,
              "data", Want.DATE,
              "valor", Want.MONEY,
              "observacoes", Want.TEXT,
              "cliente_id", Want.INTEGER,
              "artista_id", Want.INTEGER,
              "status", Want.TEXT,
              "payment_id", Want.INTEGER),
          Tabela.COMISSOES,
          Map.of(
              "id", Want.INTEGER,
              "pagamento_id", Want.INTEGER,
              "artista_id", Want.INTEGER,
              "percentual", Want.NUMERIC,
              "valor", Want.MONEY,
              "observacoes", Want.TEXT,
              "created_at", Want.MOMENT),
          Tabela.GASTOS,
          Map.of(
              "id", Want.INTEGER,
              "data", Want.DATE,
              "valor", Want.MONEY,
              "descricao", Want.TEXT,
              "forma_pagamento", Want.TEXT,
              "created_by", Want.INTEGER));

  private StudioTables() {}

  /**
   * Where the search_path leads to.
   *
   * @param tables the four tables' ids in their order; 0 where it leads nowhere
   */
  record Place(String searchPath, List<Long> tables) {
    Place {
      tables = List.copyOf(tables);
    }
  }

  /** The one schema that holds the four tables. */
  record Schema(String name, long id) {}

  /** Stops unless all of them are there, of one schema, and tables that the tool may touch. */
  static Schema schemaOf(Handle handle, Place place) {
    List<FoundTable> tables =
        handle
            .createQuery(TABLES)
            .bind("pagamentos", place.tables().get(0))
            .bind("sessoes", place.tables().get(1))
            .bind("comissoes", place.tables().get(2))
            .bind("gastos", place.tables().get(3))
            .map(
                (row, context) ->
                    new FoundTable(
                        row.getString("name"),
                        row.getBoolean("books"),
                        row.getString("schema"),
                        row.getLong("schema_id"),
                        row.getString("problem")))
            .list();
    return commonSchema(tables);
  }

  /**
   * Every column of the four tables; to be asked with an empty search_path, so that types print in
   * full.
   */
  static Studio describe(Handle handle, String schema) {
    return studio(
        schema,
        handle
            .createQuery(COLUMNS)
            .bind("schema", schema)
            .map(
                (row, context) ->
                    new FoundColumn(
                        row.getString("tabela"),
                        row.getString("name"),
                        row.getString("type"),
                        row.getString("base"),
                        row.getObject("modifier", Integer.class),
                        row.getBoolean("generated")))
            .list());
  }

  private static Schema commonSchema(List<FoundTable> tables) {
    List<String> problems = new ArrayList<>();
    for (FoundTable table : tables) {
      if (table.schema() == null) {
        problems.add("table " + table.table() + " is not on the search_path");
      } else if (table.problem() != null) {
        problems.add(table.schema() + "." + table.table() + " is " + table.problem());
      }
    }
    List<Schema> schemas =
        tables.stream()
            .filter(FoundTable::books)
            .flatMap(t -> Stream.ofNullable(t.schema()).map(name -> new Schema(name, t.schemaId())))
            .distinct()
            .toList();
    if (problems.isEmpty() && schemas.size() > 1) {
      problems.add(
          "the studio's tables are found in different schemas: "
              + schemas.stream().map(Schema::name).collect(Collectors.joining(", ")));
    }
    if (!problems.isEmpty()) {
      throw new Failure.Unfit(
          String.join("; ", problems),
          "the studio's tables must be ordinary or partitioned tables of one schema on the"
              + " search_path of the role in DATABASE_URL");
    }
    return schemas.get(0);
  }

  private static Studio studio(String schema, List<FoundColumn> found) {
    List<String> problems = new ArrayList<>();
    Map<Tabela, List<Column>> columns = new EnumMap<>(Tabela.class);
    for (Tabela tabela : Tabela.values()) {
      List<FoundColumn> own = found.stream().filter(c -> c.table().equals(tabela.table())).toList();
      problems.addAll(unfit(tabela, own));
      columns.put(
          tabela, own.stream().map(c -> new Column(c.name(), c.type(), c.generated())).toList());
    }
    if (!problems.isEmpty()) {
      throw new Failure.Unfit(
          String.join("; ", problems),
          "these columns decide what is archived and what it adds up to");
    }
    return new Studio(schema, columns, momentOf(found));
  }

  private static List<String> unfit(Tabela tabela, List<FoundColumn> own) {
    List<String> problems = new ArrayList<>();
    WANTED.getOrDefault(tabela, Map.of()).entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            wanted -> {
              String name = tabela.table() + "." + wanted.getKey();
              own.stream()
                  .filter(column -> column.name().equals(wanted.getKey()))
                  .findFirst()
                  .ifPresentOrElse(
                      column -> {
                        if (!wanted.getValue().fits(column)) {
                          problems.add(
                              name
                                  + " is "
                                  + column.type()
                                  + ", not "
                                  + wanted.getValue().described());
                        }
                      },
                      () -> problems.add("column " + name + " is missing"));
            });
    if (tabela == Tabela.GASTOS) {
      own.stream()
          .filter(column -> column.name().equals("categoria") && !Want.TEXT.fits(column))
          .forEach(
              column -> problems.add("gastos.categoria is " + column.type() + ", not varchar"));
    }
    return problems;
  }

  private static String momentOf(List<FoundColumn> found) {
    return found.stream()
        .filter(c -> c.table().equals(Tabela.COMISSOES.table()) && c.name().equals("created_at"))
        .map(FoundColumn::base)
        .findFirst()
        .orElseThrow();
  }
}

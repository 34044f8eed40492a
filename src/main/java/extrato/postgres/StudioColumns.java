package extrato.postgres;

import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds the columns of the studio's tables, and refuses those of a wrong type. */
final class StudioColumns {
  private static final String COLUMNS = Sql.load(StudioColumns.class, "studio_columns.sql");
  private static final Set<String> MOMENTS =
      Set.of("timestamp with time zone", "timestamp without time zone");
  private static final Set<String> INTEGERS = Set.of("integer", "bigint");
  private static final Set<String> TEXTS = Set.of("character varying", "text", "character");

  private record FoundColumn(
      String table,
      String name,
      String type,
      String base,
      @Nullable Integer modifier,
      boolean generated) {}

  /** The type that a column needs, so that selection rule, totals and statement are right. */
  private enum Want {
    INTEGER("integer"),
    DATE("date"),
    MOMENT("timestamptz"),
    MONEY("numeric(10,2)"),
    NUMERIC("numeric"),
    TEXT("varchar");

    private final String described;

    Want(String described) {
      this.described = described;
    }

    boolean fits(FoundColumn column) {
      return switch (this) {
        case INTEGER -> INTEGERS.contains(column.base());
        case MOMENT -> MOMENTS.contains(column.base());
        case DATE, NUMERIC -> column.base().equals(described);
        case MONEY -> column.base().equals("numeric") && isToTheCent(column.modifier());
        case TEXT -> TEXTS.contains(column.base());
      };
    }

    /**
     * numeric(p,s) with at most two decimals, and small enough for a month's cents to fit a long.
     */
    private static boolean isToTheCent(@Nullable Integer modifier) {
      if (modifier == null || modifier < 4) {
        return false;
      }
      int precision = ((modifier - 4) >> 16) & 0xffff;
      int scale = (modifier - 4) & 0x7ff;
      return scale <= 2 && precision <= 15;
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

  private StudioColumns() {}

  /**
   * Lists every column of the four tables. Needs an empty search_path, so that types print with
   * their schema.
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
                                  + wanted.getValue().described);
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

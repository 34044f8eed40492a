package extrato.work.importing.files;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The tables as the web application creates them, for a check without a database. */
public final class KnownTables {
  private static final Map<ImportTable, String> COLUMNS =
      Map.of(
          ImportTable.CLIENTS,
          "id integer, name varchar 255, jotform_submission_id varchar 100, created_at moment,"
              + " updated_at moment",
          ImportTable.USERS,
          "id integer, email varchar 100, name varchar 100, role varchar 20, active_flag boolean,"
              + " created_at moment, updated_at moment",
          ImportTable.PAGAMENTOS,
          "id integer, data date, valor money, forma_pagamento varchar 50, observacoes varchar 255,"
              + " comissao money, cliente_id integer, artista_id integer, sessao_id integer,"
              + " google_event_id varchar 100, created_at moment, updated_at moment",
          ImportTable.SESSOES,
          "id integer, data date, valor money, observacoes varchar 255, cliente_id integer,"
              + " artista_id integer, google_event_id varchar 100, status varchar 20, payment_id"
              + " integer, created_at moment, updated_at moment",
          ImportTable.COMISSOES,
          "id integer, pagamento_id integer, artista_id integer, percentual percent, valor money,"
              + " observacoes varchar 255, created_at moment",
          ImportTable.GASTOS,
          "id integer, data date, valor money, descricao varchar 255, forma_pagamento varchar 50,"
              + " categoria varchar 50, created_by integer, created_at moment, updated_at moment");

  private KnownTables() {}

  public static Map<ImportTable, TargetTable> all() {
    Map<ImportTable, TargetTable> tables = new EnumMap<>(ImportTable.class);
    COLUMNS.forEach((table, columns) -> tables.put(table, new TargetTable(table, read(columns))));
    return tables;
  }

  private static List<TargetColumn> read(String columns) {
    return Arrays.stream(columns.split(", ", -1)).map(KnownTables::column).toList();
  }

  private static TargetColumn column(String words) {
    String[] parts = words.split(" ", -1);
    return switch (parts[1]) {
      case "money" -> new TargetColumn(parts[0], "numeric(10,2)", TargetColumn.Kind.NUMERIC, 10, 2);
      case "percent" -> new TargetColumn(parts[0], "numeric(5,2)", TargetColumn.Kind.NUMERIC, 5, 2);
      case "moment" ->
          new TargetColumn(
              parts[0], "timestamp with time zone", TargetColumn.Kind.TIMESTAMPTZ, 0, 0);
      case "varchar" ->
          new TargetColumn(
              parts[0],
              "character varying(" + parts[2] + ")",
              TargetColumn.Kind.TEXT,
              Integer.parseInt(parts[2]),
              0);
      default -> new TargetColumn(parts[0], parts[1], TargetColumn.Kind.ofType(parts[1]), 0, 0);
    };
  }
}

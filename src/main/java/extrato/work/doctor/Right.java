package extrato.work.doctor;

import extrato.postgres.ToolSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A right that a command needs.
 *
 * @param kind schema, database, table, column, sequence or function
 * @param schema whose object it is about; the schema itself for one; empty for the tool's own
 * @param name of the table, or of the table that a sequence numbers; empty where there is none
 * @param column empty where the right is about the whole object
 */
record Right(String kind, String schema, String name, String column, String privilege) {
  private static final String OWN = "";
  private static final List<String> LEDGER =
      List.of("contas", "transferencias", "lancamentos", "retencoes", "registros");
  private static final List<String> BOOKS = List.of("pagamentos", "sessoes", "comissoes", "gastos");
  private static final List<String> PEOPLE = List.of("clients", "users");

  String schemaWhere(ToolSchema own) {
    return schema.equals(OWN) ? own.name() : schema;
  }

  /** What {@code extrato backup} needs, and every command that needs its backup. */
  static List<Right> backup(String studio) {
    List<Right> rights = new ArrayList<>(reading(studio));
    tables(rights, OWN, List.of("geracoes"), "INSERT");
    tables(rights, OWN, LEDGER, "SELECT");
    noting(rights);
    tables(rights, OWN, List.of("runs"), "SELECT", "INSERT", "UPDATE");
    return rights;
  }

  static List<Right> verify(String studio) {
    List<Right> rights = new ArrayList<>(reading(studio));
    tables(rights, studio, List.of("extratos"), "SELECT");
    people(rights, studio, "users");
    return rights;
  }

  static List<Right> extrato(String studio) {
    List<Right> rights = new ArrayList<>(backup(studio));
    tables(rights, studio, BOOKS, "DELETE");
    changing(rights, studio);
    people(rights, studio, "clients", "users");
    tables(rights, studio, List.of("extratos", "extrato_run_logs"), "SELECT", "INSERT", "UPDATE");
    tables(rights, studio, List.of("extrato_snapshots"), "SELECT", "INSERT");
    for (String numbered : List.of("extratos", "extrato_run_logs", "extrato_snapshots")) {
      rights.add(new Right("sequence", studio, numbered, "id", "USAGE"));
    }
    tables(rights, OWN, List.of("versoes", "lotes"), "INSERT");
    return rights;
  }

  /** What {@code extrato restore} needs; {@code drill} needs the first of them. */
  static List<Right> restore(String studio) {
    List<Right> rights = new ArrayList<>();
    rights.add(new Right("database", "", "", "", "TEMPORARY"));
    rights.addAll(verify(studio));
    rights.addAll(backup(studio));
    tables(rights, studio, BOOKS, "INSERT");
    changing(rights, studio);
    people(rights, studio, "clients");
    tables(rights, studio, List.of("extratos"), "UPDATE", "DELETE");
    tables(rights, studio, List.of("extrato_snapshots"), "SELECT", "INSERT");
    rights.add(new Right("sequence", studio, "extrato_snapshots", "id", "USAGE"));
    tables(rights, studio, List.of("extrato_run_logs"), "SELECT", "UPDATE");
    tables(rights, OWN, List.of("versoes"), "UPDATE");
    rights.add(new Right("column", OWN, "geracoes", "origem", "UPDATE"));
    numbering(rights, studio, BOOKS);
    return rights;
  }

  /** What {@code extrato import} needs, in all of its modes, and to undo it. */
  static List<Right> importing(String studio) {
    List<Right> rights = new ArrayList<>();
    rights.add(new Right("database", "", "", "", "TEMPORARY"));
    rights.addAll(extrato(studio));
    tables(rights, studio, BOOKS, "INSERT", "UPDATE");
    tables(rights, studio, PEOPLE, "SELECT", "INSERT", "UPDATE", "DELETE");
    tables(rights, OWN, List.of("importacoes"), "SELECT", "INSERT", "UPDATE");
    numbering(rights, studio, BOOKS);
    numbering(rights, studio, PEOPLE);
    return rights;
  }

  /** What {@code extrato wallet} needs; a studio may do without it. */
  static List<Right> wallet(String studio) {
    List<Right> rights = new ArrayList<>();
    rights.add(new Right("schema", studio, "", "", "USAGE"));
    rights.add(new Right("schema", OWN, "", "", "USAGE"));
    tables(
        rights,
        OWN,
        List.of("migrations", "studio", "geracoes", "runs", "versoes", "arquivo"),
        "SELECT");
    tables(rights, OWN, LEDGER, "SELECT");
    noting(rights);
    for (String function : List.of("lancar", "registrar")) {
      rights.add(new Right("function", OWN, function, "", "EXECUTE"));
    }
    people(rights, studio, "clients", "users");
    tables(rights, studio, List.of("sessoes"), "SELECT");
    tables(rights, studio, List.of("pagamentos", "comissoes"), "SELECT", "INSERT");
    for (String numbered : List.of("pagamentos", "comissoes")) {
      rights.add(new Right("sequence", studio, numbered, "id", "USAGE"));
    }
    return rights;
  }

  /** What {@code init} has to make. */
  enum ToBeMade {
    /** The tool's own schema, with its tables. */
    OWN_SCHEMA,
    /** The tool's own tables, in a schema that is there. */
    OWN_TABLES,
    /** One at least of those that the tool shares with the web application. */
    SHARED_TABLES
  }

  static List<Right> init(String studio, Set<ToBeMade> made) {
    List<Right> rights = new ArrayList<>();
    rights.add(new Right("schema", studio, "", "", "USAGE"));
    if (made.contains(ToBeMade.OWN_SCHEMA)) {
      rights.add(new Right("database", "", "", "", "CREATE"));
    } else if (made.contains(ToBeMade.OWN_TABLES)) {
      rights.add(new Right("schema", OWN, "", "", "CREATE"));
    }
    if (made.contains(ToBeMade.SHARED_TABLES)) {
      rights.add(new Right("schema", studio, "", "", "CREATE"));
    }
    return rights;
  }

  /** Ids are taken from the sequences, or raise them. */
  private static void numbering(List<Right> rights, String studio, List<String> tables) {
    for (String numbered : tables) {
      rights.add(new Right("sequence", studio, numbered, "id", "SELECT"));
      rights.add(new Right("sequence", studio, numbered, "id", "UPDATE"));
    }
  }

  /** Which server and database these are is noted where it is not known yet. */
  private static void noting(List<Right> rights) {
    for (String column : List.of("servidor", "banco", "copia_desde")) {
      rights.add(new Right("column", OWN, "studio", column, "UPDATE"));
    }
  }

  private static List<Right> reading(String studio) {
    List<Right> rights = new ArrayList<>();
    rights.add(new Right("schema", studio, "", "", "USAGE"));
    rights.add(new Right("schema", OWN, "", "", "USAGE"));
    tables(rights, studio, BOOKS, "SELECT");
    tables(rights, OWN, List.of("migrations", "studio", "versoes", "lotes", "geracoes"), "SELECT");
    return rights;
  }

  /** What the transaction that changes the books claims first, and the pointers that it unties. */
  private static void changing(List<Right> rights, String studio) {
    rights.add(new Right("column", OWN, "studio", "schema_name", "UPDATE"));
    rights.add(new Right("column", studio, "sessoes", "payment_id", "UPDATE"));
  }

  /** Their names are all that a statement needs of people. */
  private static void people(List<Right> rights, String studio, String... tables) {
    for (String table : tables) {
      rights.add(new Right("column", studio, table, "id", "SELECT"));
      rights.add(new Right("column", studio, table, "name", "SELECT"));
    }
  }

  private static void tables(
      List<Right> rights, String schema, List<String> tables, String... privileges) {
    for (String table : tables) {
      for (String privilege : privileges) {
        rights.add(new Right("table", schema, table, "", privilege));
      }
    }
  }
}

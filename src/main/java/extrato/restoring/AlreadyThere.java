package extrato.restoring;

import extrato.db.Books;
import extrato.studio.Tabela;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The records of an open month that are live and the same already: a database that was set back
 * lacks only some of what its backup holds. Sessions are told apart by {@link Stayed}.
 */
final class AlreadyThere {
  private static final List<Tabela> TABLES =
      List.of(Tabela.PAGAMENTOS, Tabela.COMISSOES, Tabela.GASTOS);

  private AlreadyThere() {}

  /** Takes them out of the records to put back; returns how many there are. */
  static long setApart(Books books, Stage stage) {
    return TABLES.stream().mapToLong(tabela -> setApart(books, stage, tabela)).sum();
  }

  private static long setApart(Books books, Stage stage, Tabela tabela) {
    return books
        .update(
            "delete from %s s using :\"studio\".%s t where t.id = s.id and row(%s)::record *= row(%s)::record"
                .formatted(
                    Stage.table(tabela),
                    tabela.table(),
                    columns("s.", stage, tabela),
                    columns("t.", stage, tabela)))
        .execute();
  }

  private static String columns(String alias, Stage stage, Tabela tabela) {
    return stage.columns(tabela).stream()
        .map(column -> alias + column)
        .collect(Collectors.joining(", "));
  }
}

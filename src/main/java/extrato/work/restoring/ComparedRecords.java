package extrato.work.restoring;

import extrato.postgres.Sql;
import extrato.studio.Tabela;
import java.util.List;
import java.util.stream.Collectors;

/**
 * SQL that compares the staged records of one table with the records that they should be.
 *
 * @param names every column that either side has, quoted
 * @param own the columns of the records that they should be
 */
record ComparedRecords(Stage stage, Tabela tabela, List<String> names, List<String> own) {
  /**
   * Finds where the staged records of one table differ from those that they should be. Records that
   * were left live are in the file too. A live session stays as the application has it, except for
   * a pointer that comes back.
   */
  private static final String COMPARED =
      """
      with s as (
        select f.id::bigint as id, false as vivo, :staged_values as valores from :staged_table f
        union all
        select f.id::bigint, true, :staged_values from :left_table f
      ), r as (
        select r.id::bigint as id, :right_values as valores, t.id is not null and :live_is_same as vivo
        from :right_table r
        left join :live_table t on t.id = r.id::bigint
      ), desvio as (
        select
          coalesce(s.id, r.id) as id,
          case when s.id is null then 'falta' when r.id is null then 'sobra' else 'outro' end as que,
          s.valores as do_arquivo,
          r.valores as certos
        from s
        full join r on r.id = s.id
        where case
          when s.id is null then not r.vivo
          when :sessions and s.id = any (:gone) then false
          when :sessions and s.id = any (:waiting) then r.id is not null and :staged_pointer is distinct from :right_pointer
          when r.id is null then not s.vivo
          else s.valores is distinct from r.valores
        end
      )
      """;

  /** The beginning of a statement that compares them with the records in that table. */
  String in(String rightTable) {
    List<String> staged = stage.columns(tabela);
    int pointer = tabela == Tabela.SESSOES ? names.indexOf("\"payment_id\"") : -1;
    String same =
        tabela == Tabela.SESSOES
            ? "true"
            : names.stream()
                .filter(name -> own.contains(name) && staged.contains(name))
                .map(name -> Sql.text("t." + name) + " is not distinct from r." + name)
                .collect(Collectors.joining(" and "));
    return COMPARED
        .replace(":staged_table", Stage.table(tabela))
        .replace(":left_table", LeftLive.table(tabela))
        .replace(":right_table", rightTable)
        .replace(":live_table", ":\"studio\"." + tabela.table())
        .replace(
            ":staged_values",
            values(names, name -> staged.contains(name) ? Sql.text("f." + name) : "null::text"))
        .replace(
            ":right_values", values(names, name -> own.contains(name) ? "r." + name : "null::text"))
        .replace(":staged_pointer", pointer < 0 ? "null" : "s.valores[" + (pointer + 1) + "]")
        .replace(":right_pointer", pointer < 0 ? "null" : "r.valores[" + (pointer + 1) + "]")
        .replace(":sessions", String.valueOf(tabela == Tabela.SESSOES))
        .replace(":live_is_same", same);
  }

  private static String values(List<String> names, java.util.function.UnaryOperator<String> value) {
    return "array[" + names.stream().map(value).collect(Collectors.joining(", ")) + "]";
  }
}

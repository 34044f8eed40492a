-- In place of selection.sql, where no month is at work: none of its lists holds anything.
with pagamentos_do_mes as (
  select null::bigint as id where false
), sessoes_do_mes as (
  select null::bigint as id where false
), comissoes_do_mes as (
  select null::bigint as id where false
), gastos_do_mes as (
  select null::bigint as id where false
)

-- Takes the place of selection.sql if there is no month: all of its lists are empty.
with pagamentos_do_mes as (
  select null::bigint as id where false
), sessoes_do_mes as (
  select null::bigint as id where false
), comissoes_do_mes as (
  select null::bigint as id where false
), gastos_do_mes as (
  select null::bigint as id where false
)

-- How many live records each month has, by the same rule as selection.sql, in one pass over each table.
-- Rows are grouped by day first, because an index has the days, and a day has many rows.
with dia_pagamentos as (
  select p.data, count(*) as registros, sum(p.valor) as valor
  from :"studio".pagamentos p
  group by p.data
), dia_gastos as (
  select g.data, count(*) as registros, sum(g.valor) as valor
  from :"studio".gastos g
  group by g.data
), dia_comissoes as (
  select p.data, count(*) as registros, sum(c.valor) as valor
  from :"studio".comissoes c
  join :"studio".pagamentos p on p.id = c.pagamento_id
  group by p.data
  union all
  select (c.created_at :local_moment)::date, count(*), sum(c.valor)
  from :"studio".comissoes c
  where c.pagamento_id is null and c.created_at is not null
  group by 1
), sessao_do_dia as (
  -- A session counts once per month, whichever side refers to the payment, and however many payments it has.
  select p.data, p.sessao_id as id
  from :"studio".pagamentos p
  where p.sessao_id is not null
  union
  select p.data, s.id
  from :"studio".sessoes s
  join :"studio".pagamentos p on p.id = s.payment_id
), contagem as (
  select 'pagamentos' as tabela, pg_catalog.date_trunc('month', data::timestamp) as mes, sum(registros) as registros, sum(valor) as valor
  from dia_pagamentos
  group by 2
  union all
  select 'sessoes', pg_catalog.date_trunc('month', data::timestamp), count(distinct id), null
  from sessao_do_dia
  group by 2
  union all
  select 'comissoes', pg_catalog.date_trunc('month', data::timestamp), sum(registros), sum(valor)
  from dia_comissoes
  group by 2
  union all
  select 'gastos', pg_catalog.date_trunc('month', data::timestamp), sum(registros), sum(valor)
  from dia_gastos
  group by 2
)
select extract(year from mes)::integer as ano, extract(month from mes)::integer as mes, tabela, registros, valor::text as valor
from contagem
where mes >= timestamp '2000-01-01' and mes < timestamp '2101-01-01'
order by 1, 2

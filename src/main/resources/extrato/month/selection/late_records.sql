-- Follows selection.sql: the month's live records, the first of them, each with its day and its amount.
, registros as (
  select 1 as ordem, 'pagamentos' as tabela, p.id::bigint as id, p.data as dia, p.valor
  from :"studio".pagamentos p
  join pagamentos_do_mes m on m.id = p.id
  union all
  select 2, 'sessoes', s.id::bigint, s.data, s.valor
  from :"studio".sessoes s
  join sessoes_do_mes m on m.id = s.id
  union all
  select 3, 'comissoes', c.id::bigint, coalesce((c.created_at :local_moment)::date, p.data), c.valor
  from :"studio".comissoes c
  join comissoes_do_mes m on m.id = c.id
  left join :"studio".pagamentos p on p.id = c.pagamento_id
  union all
  select 4, 'gastos', g.id::bigint, g.data, g.valor
  from :"studio".gastos g
  join gastos_do_mes m on m.id = g.id
)
select tabela, id, dia::text as dia, valor::text as valor
from registros
order by ordem, id
limit :most

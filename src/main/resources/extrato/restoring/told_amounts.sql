-- Follows selection.sql: how often each amount is among the records of one table that come back or are live, and that the
-- statement does not name.
, conhecido as (
  select f.id::bigint as id, f.valor from :staged_table f
  union
  select f.id::bigint, f.valor from :left_table f
  union
  select t.id::bigint, t.valor
  from :live_table t
  where t.id in (select m.id from :of_month m)
    and not exists (select from :staged_table f where f.id = t.id)
)
select c.valor::numeric as valor, count(*) as registros
from conhecido c
where not exists (select from pg_temp.extrato_ditos d where d.tabela = :tabela and d.id = c.id)
  and c.valor <> 'NaN'
group by c.valor

-- Follows selection.sql and archived.sql: how many records each table has of each day, and what they come to, for a month
-- whose lists nobody asks for. A commission has no day.
select
  a.tabela,
  (a.campos ->> 'data')::date as dia,
  count(*) as registros,
  coalesce(sum((a.campos ->> 'valor')::numeric(20,2)), 0) as valor
from arquivo a
group by a.tabela, a.campos ->> 'data'

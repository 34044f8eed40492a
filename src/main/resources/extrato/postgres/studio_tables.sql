-- The four tables that the search_path led to, and why one of them does not fit. The tables that the tool
-- shares with the web application, clients and users must be in the same schema and of the same kinds, if
-- they exist.
with wanted (position, name, id) as (
  values
    (1, 'pagamentos', cast(:pagamentos as oid)), (2, 'sessoes', cast(:sessoes as oid)),
    (3, 'comissoes', cast(:comissoes as oid)), (4, 'gastos', cast(:gastos as oid))
), found as (
  select w.position, w.name, c.oid, c.relkind, c.relpersistence, c.relispartition, c.relnamespace, true as books
  from wanted w
  left join pg_catalog.pg_class c on c.oid = w.id
  union all
  select 5, c.relname, c.oid, c.relkind, c.relpersistence, c.relispartition, c.relnamespace, false
  from pg_catalog.pg_class c
  where c.relnamespace in (select b.relnamespace from wanted w join pg_catalog.pg_class b on b.oid = w.id)
    and c.relname in ('extratos', 'extrato_run_logs', 'extrato_snapshots', 'clients', 'users')
)
select
  f.name, f.books,
  n.nspname as schema,
  n.oid as schema_id,
  case
    when f.relpersistence = 't' then 'a temporary table'
    when f.relkind = 'v' then 'a view'
    when f.relkind = 'm' then 'a materialized view'
    when f.relkind = 'f' then 'a foreign table'
    when f.relkind not in ('r', 'p') then 'not a table'
    when f.relispartition then 'a partition of another table'
    when f.relkind = 'r' and exists (select from pg_catalog.pg_inherits i where i.inhparent = f.oid)
      then 'a table with inheritance children'
    when exists (select from pg_catalog.pg_inherits i where i.inhrelid = f.oid)
      then 'an inheritance child of another table'
    when f.relpersistence = 'u' then 'unlogged: a crash of the server empties it'
  end as problem
from found f
left join pg_catalog.pg_namespace n on n.oid = f.relnamespace
order by f.position, f.name

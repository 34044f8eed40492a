-- Where the search_path leads to for each of the four tables, and why a table found there does not fit.
select
  wanted.name,
  n.nspname as schema,
  case
    when c.relpersistence = 't' then 'a temporary table'
    when c.relkind = 'v' then 'a view'
    when c.relkind = 'm' then 'a materialized view'
    when c.relkind = 'f' then 'a foreign table'
    when c.relkind not in ('r', 'p') then 'not a table'
    when c.relispartition then 'a partition of another table'
    when c.relkind = 'r' and exists (select from pg_catalog.pg_inherits i where i.inhparent = c.oid)
      then 'a table with inheritance children'
    when exists (select from pg_catalog.pg_inherits i where i.inhrelid = c.oid)
      then 'an inheritance child of another table'
  end as problem,
  pg_catalog.current_setting('search_path') as search_path
from (values ('pagamentos'), ('sessoes'), ('comissoes'), ('gastos')) as wanted (name)
left join pg_catalog.pg_class c on c.oid = pg_catalog.to_regclass(pg_catalog.quote_ident(wanted.name))
left join pg_catalog.pg_namespace n on n.oid = c.relnamespace

-- Every column of the tables that records can be imported into; a domain counts as its base type.
with recursive coluna as (
  select
    c.relname as tabela, a.attname as name, a.attnum, a.attgenerated <> '' as computed,
    a.attnotnull and not a.attidentity <> '' as required,
    pg_catalog.format_type(a.atttypid, a.atttypmod) as type, a.atttypid as type_id, a.atttypmod as modifier
  from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where n.nspname = :schema
    and c.relname in ('clients', 'users', 'pagamentos', 'sessoes', 'comissoes', 'gastos')
    and c.relkind in ('r', 'p')
), seguida as (
  select s.*, 0 as depth from coluna s
  union all
  select
    f.tabela, f.name, f.attnum, f.computed, f.required or t.typnotnull, f.type, t.typbasetype,
    case when t.typtypmod >= 0 then t.typtypmod else f.modifier end, f.depth + 1
  from seguida f
  join pg_catalog.pg_type t on t.oid = f.type_id and t.typtype = 'd'
)
select distinct on (tabela, attnum)
  tabela, name, type, pg_catalog.format_type(type_id, null) as base, modifier, computed, required, depth > 0 as is_domain
from seguida
order by tabela, attnum, depth desc

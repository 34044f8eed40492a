-- Every column of the four tables, in the tables' own order; a domain counts as its base type.
with recursive studio_column as (
  select
    c.relname as tabela, a.attname as name, a.attnum, a.attgenerated <> '' as generated,
    pg_catalog.format_type(a.atttypid, a.atttypmod) as type, a.atttypid as type_id, a.atttypmod as modifier
  from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where n.nspname = :schema
    and c.relname in ('pagamentos', 'sessoes', 'comissoes', 'gastos')
    and c.relkind in ('r', 'p')
), followed as (
  select s.*, 0 as depth from studio_column s
  union all
  select
    f.tabela, f.name, f.attnum, f.generated, f.type, t.typbasetype,
    case when t.typtypmod >= 0 then t.typtypmod else f.modifier end, f.depth + 1
  from followed f
  join pg_catalog.pg_type t on t.oid = f.type_id and t.typtype = 'd'
)
select distinct on (tabela, attnum)
  tabela, name, type, pg_catalog.format_type(type_id, null) as base, modifier, generated
from followed
order by tabela, attnum, depth desc

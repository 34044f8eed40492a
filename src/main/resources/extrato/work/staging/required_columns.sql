-- Required columns without a default: records without a value for such a column cannot come.
select c.relname as tabela, a.attname as name
from pg_catalog.pg_attribute a
join pg_catalog.pg_class c on c.oid = a.attrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_type t on t.oid = a.atttypid
where n.nspname = :schema
  and c.relname in ('pagamentos', 'sessoes', 'comissoes', 'gastos', 'clients', 'users')
  and c.relkind in ('r', 'p')
  and a.attnum > 0
  and not a.attisdropped
  and (a.attnotnull or t.typnotnull)
  and not a.atthasdef
  and a.attidentity = ''
  and a.attgenerated = ''
  and t.typdefault is null
order by c.relname, a.attnum

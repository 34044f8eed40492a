-- The required columns of the four tables that have a default.
select c.relname as tabela, a.attname as name
from pg_catalog.pg_namespace n
join pg_catalog.pg_class c on c.relnamespace = n.oid
join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where n.nspname = :schema
  and c.relname in ('pagamentos', 'sessoes', 'comissoes', 'gastos')
  and c.relkind in ('r', 'p')
  and a.attnotnull
  and (a.atthasdef or a.attidentity <> '')
  and a.attgenerated = ''
order by c.relname, a.attnum

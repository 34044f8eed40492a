-- Those of these tables that exist. Reads the catalog, because to_regclass fails for a role without rights on
-- the schema.
select c.relname
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname = :schema
  and c.relname = any (cast(:names as text[]))
  and c.relkind not in ('i', 'I', 'S', 'c', 't')

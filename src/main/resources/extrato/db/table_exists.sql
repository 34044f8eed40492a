-- Asked of the catalog, because to_regclass fails for a role that may not look into the schema.
select exists (
  select from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where n.nspname = :schema and c.relname = :table and c.relkind in ('r', 'p', 'v')
)

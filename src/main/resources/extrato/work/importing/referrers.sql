-- The keys of any table that refer to the tables that records can be imported into.
select
  n.nspname as schema, c.relname as "table", t.relname as target,
  (
    select pg_catalog.array_agg(a.attname::text order by u.position)
    from unnest(k.conkey) with ordinality as u (attnum, position)
    join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.attnum
  ) as columns,
  (
    select pg_catalog.array_agg(a.attname::text order by u.position)
    from unnest(k.confkey) with ordinality as u (attnum, position)
    join pg_catalog.pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.attnum
  ) as target_columns
from pg_catalog.pg_constraint k
join pg_catalog.pg_class c on c.oid = k.conrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_class t on t.oid = coalesce(pg_catalog.pg_partition_root(k.confrelid), k.confrelid)
join pg_catalog.pg_namespace tn on tn.oid = t.relnamespace
where k.contype = 'f'
  and k.conparentid = 0
  and tn.nspname = :schema
  and t.relname in ('clients', 'users', 'pagamentos', 'sessoes', 'comissoes', 'gastos')
order by 1, 2, 3

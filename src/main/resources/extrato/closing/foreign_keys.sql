-- Every foreign key to the four tables, from any table, except the three of the studio itself.
-- A key of a partitioned table stands here once; a table that refers as a partition counts as the table it belongs to.
select
  k.conname as name,
  k.conrelid::bigint as table_id,
  n.nspname as schema,
  c.relname as table,
  case when rn.nspname = :schema and root.relname in ('pagamentos', 'sessoes', 'comissoes', 'gastos') then root.relname end as own,
  target.relname as target,
  (
    select pg_catalog.array_agg(a.attname::text order by u.position)
    from unnest(k.conkey) with ordinality as u (attnum, position)
    join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.attnum
  ) as columns,
  (
    select pg_catalog.array_agg(a.attname::text order by u.position)
    from unnest(k.confkey) with ordinality as u (attnum, position)
    join pg_catalog.pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.attnum
  ) as target_columns,
  (
    select pg_catalog.array_agg(a.attname::text order by u.position)
    from pg_catalog.pg_constraint p
    cross join lateral unnest(p.conkey) with ordinality as u (attnum, position)
    join pg_catalog.pg_attribute a on a.attrelid = p.conrelid and a.attnum = u.attnum
    where p.conrelid = k.conrelid and p.contype = 'p'
  ) as primary_key,
  pg_catalog.has_schema_privilege(n.oid, 'USAGE') and pg_catalog.has_table_privilege(k.conrelid, 'SELECT') as readable,
  pg_catalog.row_security_active(k.conrelid) as hidden
from pg_catalog.pg_constraint k
join pg_catalog.pg_class c on c.oid = k.conrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_class root on root.oid = coalesce(pg_catalog.pg_partition_root(k.conrelid), k.conrelid)
join pg_catalog.pg_namespace rn on rn.oid = root.relnamespace
join pg_catalog.pg_class target on target.oid = coalesce(pg_catalog.pg_partition_root(k.confrelid), k.confrelid)
join pg_catalog.pg_namespace tn on tn.oid = target.relnamespace
where k.contype = 'f'
  and k.conparentid = 0
  and tn.nspname = :schema
  and target.relname in ('pagamentos', 'sessoes', 'comissoes', 'gastos')
  and not (
    n.nspname = :schema
    and (c.relname, target.relname) in (('pagamentos', 'sessoes'), ('sessoes', 'pagamentos'), ('comissoes', 'pagamentos'))
    and pg_catalog.cardinality(k.conkey) = 1
    and (
      select a.attname from pg_catalog.pg_attribute a where a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    ) in ('sessao_id', 'payment_id', 'pagamento_id')
    and (
      select a.attname from pg_catalog.pg_attribute a where a.attrelid = k.confrelid and a.attnum = k.confkey[1]
    ) = 'id'
  )
order by n.nspname, c.relname, k.conname

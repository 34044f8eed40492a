-- Every foreign key to the four tables, from any table, except the studio's own three.
-- A key of a partitioned table is listed once, and a referring partition counts as its table.
select
  k.conname as name,
  n.nspname as schema,
  c.relname as table,
  case when rn.nspname = :schema and root.relname in ('pagamentos', 'sessoes', 'comissoes', 'gastos') then root.relname end as own,
  target.relname as target,
  columns.referring as columns,
  columns.matches,
  (
    select pg_catalog.array_agg(a.attname::text order by u.position)
    from pg_catalog.pg_constraint p
    cross join lateral unnest(p.conkey) with ordinality as u (attnum, position)
    join pg_catalog.pg_attribute a on a.attrelid = p.conrelid and a.attnum = u.attnum
    where p.conrelid = k.conrelid and p.contype = 'p'
  ) as primary_key,
  -- Whether rows are identified by numbers, which reveal no names: by the primary key or, without one, by the
  -- reference itself.
  not exists (
    select from unnest(
      coalesce(
        (select p.conkey from pg_catalog.pg_constraint p where p.conrelid = k.conrelid and p.contype = 'p'), k.conkey
      )
    ) as u (attnum)
    join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.attnum
    where a.atttypid not in ('pg_catalog.int2'::regtype, 'pg_catalog.int4'::regtype, 'pg_catalog.int8'::regtype)
  ) as numbered,
  pg_catalog.has_schema_privilege(n.oid, 'USAGE') and pg_catalog.has_table_privilege(k.conrelid, 'SELECT') as readable,
  pg_catalog.row_security_active(k.conrelid) as hidden
from pg_catalog.pg_constraint k
join pg_catalog.pg_class c on c.oid = k.conrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_class root on root.oid = coalesce(pg_catalog.pg_partition_root(k.conrelid), k.conrelid)
join pg_catalog.pg_namespace rn on rn.oid = root.relnamespace
join pg_catalog.pg_class target on target.oid = coalesce(pg_catalog.pg_partition_root(k.confrelid), k.confrelid)
join pg_catalog.pg_namespace tn on tn.oid = target.relnamespace
cross join lateral (
  -- The key's own equality, which may be wider than that of the texts: a reference that looked different
  -- would be cascaded.
  select
    pg_catalog.array_agg(a.attname::text order by u.position) as referring,
    pg_catalog.array_agg(t.attname::text order by u.position) as referred,
    pg_catalog.array_agg(
      pg_catalog.format(
        'x.%I operator(%I.%s) t.%I%s', t.attname, opn.nspname, op.oprname, a.attname,
        case when t.attcollation <> a.attcollation then pg_catalog.format(' collate %I.%I', colln.nspname, coll.collname) end
      )
      order by u.position
    ) as matches
  from unnest(k.conkey, k.confkey, k.conpfeqop) with ordinality as u (attnum, target_attnum, operator_id, position)
  join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.attnum
  join pg_catalog.pg_attribute t on t.attrelid = k.confrelid and t.attnum = u.target_attnum
  join pg_catalog.pg_operator op on op.oid = u.operator_id
  join pg_catalog.pg_namespace opn on opn.oid = op.oprnamespace
  left join pg_catalog.pg_collation coll on coll.oid = t.attcollation
  left join pg_catalog.pg_namespace colln on colln.oid = coll.collnamespace
) as columns
where k.contype = 'f'
  and k.conparentid = 0
  and tn.nspname = :schema
  and target.relname in ('pagamentos', 'sessoes', 'comissoes', 'gastos')
  and not (
    rn.nspname = :schema
    and (root.relname, columns.referring, target.relname, columns.referred) in (
      ('pagamentos', array['sessao_id'], 'sessoes', array['id']),
      ('sessoes', array['payment_id'], 'pagamentos', array['id']),
      ('comissoes', array['pagamento_id'], 'pagamentos', array['id'])
    )
  )
order by n.nspname, c.relname, k.conname

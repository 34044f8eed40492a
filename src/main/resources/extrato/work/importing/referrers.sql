-- The keys of any table that refer to the tables that records can be imported into.
select
  n.nspname as schema, c.relname as "table", t.relname as target,
  (
    select pg_catalog.array_agg(a.attname::text order by u.position)
    from unnest(k.conkey) with ordinality as u (attnum, position)
    join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.attnum
  ) as columns,
  (
    -- The key's own equality, which may be wider than that of the texts: row t refers to row x.
    select pg_catalog.array_agg(
      pg_catalog.format(
        'x.%I operator(%I.%s) t.%I%s', t.attname, opn.nspname, op.oprname, a.attname,
        case when t.attcollation <> a.attcollation then pg_catalog.format(' collate %I.%I', colln.nspname, coll.collname) end
      )
      order by u.position
    )
    from unnest(k.conkey, k.confkey, k.conpfeqop) with ordinality as u (attnum, target_attnum, operator_id, position)
    join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.attnum
    join pg_catalog.pg_attribute t on t.attrelid = k.confrelid and t.attnum = u.target_attnum
    join pg_catalog.pg_operator op on op.oid = u.operator_id
    join pg_catalog.pg_namespace opn on opn.oid = op.oprnamespace
    left join pg_catalog.pg_collation coll on coll.oid = t.attcollation
    left join pg_catalog.pg_namespace colln on colln.oid = coll.collnamespace
  ) as matches
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

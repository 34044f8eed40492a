-- What the tables refer to: a record can come only if everything that it refers to exists.
select
  c.relname as tabela,
  k.conname as name,
  tn.nspname as target_schema,
  t.relname as target,
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
    select pg_catalog.array_agg(pg_catalog.format('operator(%I.%s)', opn.nspname, o.oprname) order by u.position)
    from unnest(k.conpfeqop) with ordinality as u (operator_id, position)
    join pg_catalog.pg_operator o on o.oid = u.operator_id
    join pg_catalog.pg_namespace opn on opn.oid = o.oprnamespace
  ) as operators,
  -- Whether its values are numbers, which reveal no names.
  not exists (
    select from unnest(k.conkey) as u (attnum)
    join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.attnum
    where a.atttypid not in ('pg_catalog.int2'::regtype, 'pg_catalog.int4'::regtype, 'pg_catalog.int8'::regtype)
  ) as numbers
from pg_catalog.pg_constraint k
join pg_catalog.pg_class c on c.oid = k.conrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_class t on t.oid = k.confrelid
join pg_catalog.pg_namespace tn on tn.oid = t.relnamespace
where k.contype = 'f'
  and k.conparentid = 0
  and n.nspname = :schema
  and c.relname in ('pagamentos', 'sessoes', 'comissoes', 'gastos', 'clients', 'users')
  -- Newer servers have keys that are not enforced, and keys over periods.
  and coalesce(pg_catalog.to_jsonb(k) ->> 'conenforced', 'true') = 'true'
  and coalesce(pg_catalog.to_jsonb(k) ->> 'conperiod', 'false') = 'false'
order by c.relname, k.conname

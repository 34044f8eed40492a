-- The unique keys of the tables: their columns and expressions, and the rows that they cover.
select
  c.relname as tabela,
  i.relname as name,
  (
    select pg_catalog.array_agg(pg_catalog.pg_get_indexdef(x.indexrelid, k.position, false) order by k.position)
    from pg_catalog.generate_series(1, x.indnkeyatts::integer) as k (position)
  ) as keys,
  (
    -- The index's own equality operator, whatever schema its type is in.
    select pg_catalog.array_agg(
      (
        select pg_catalog.format('operator(%I.%s)', opn.nspname, o.oprname)
        from pg_catalog.pg_opclass oc
        join pg_catalog.pg_amop am on am.amopfamily = oc.opcfamily and am.amopstrategy = 3
          and am.amoplefttype = oc.opcintype and am.amoprighttype = oc.opcintype
        join pg_catalog.pg_operator o on o.oid = am.amopopr
        join pg_catalog.pg_namespace opn on opn.oid = o.oprnamespace
        where oc.oid = class.id
      ) order by class.position)
    from unnest(x.indclass::oid[]) with ordinality as class (id, position)
  ) as operators,
  pg_catalog.pg_get_expr(x.indpred, x.indrelid) as predicate,
  coalesce((pg_catalog.to_jsonb(x) ->> 'indnullsnotdistinct')::boolean, false) as nulls_equal,
  (
    select pg_catalog.array_agg(a.attname::text)
    from pg_catalog.pg_attribute a
    where a.attrelid = c.oid and a.attnum > 0
      and (
        a.attnum = any (x.indkey::smallint[])
        or exists (
          select from pg_catalog.pg_depend d
          where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = i.oid
            and d.refclassid = 'pg_catalog.pg_class'::regclass and d.refobjid = c.oid and d.refobjsubid = a.attnum
        )
      )
  ) as columns
from pg_catalog.pg_index x
join pg_catalog.pg_class i on i.oid = x.indexrelid
join pg_catalog.pg_class c on c.oid = x.indrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_am method on method.oid = i.relam
where n.nspname = :schema
  and c.relname in ('pagamentos', 'sessoes', 'comissoes', 'gastos', 'clients', 'users')
  and x.indisunique
  and method.amname = 'btree'
order by c.relname, i.relname

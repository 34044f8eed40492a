-- The sequences that supply columns of the tables: owned, of an identity, or named in a default.
select distinct
  c.relname as tabela, a.attname as coluna, pg_catalog.format('%I.%I', sn.nspname, s.relname) as sequencia,
  q.seqmin as minimo, q.seqmax as maximo
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join lateral (
  select d.objid as sequence_id
  from pg_catalog.pg_depend d
  where d.refclassid = 'pg_catalog.pg_class'::regclass and d.refobjid = c.oid and d.refobjsubid = a.attnum
    and d.classid = 'pg_catalog.pg_class'::regclass and d.deptype in ('a', 'i')
  union
  select d.refobjid
  from pg_catalog.pg_attrdef f
  join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_attrdef'::regclass and d.objid = f.oid
  where f.adrelid = c.oid and f.adnum = a.attnum and d.refclassid = 'pg_catalog.pg_class'::regclass
) found on true
join pg_catalog.pg_class s on s.oid = found.sequence_id and s.relkind = 'S'
join pg_catalog.pg_namespace sn on sn.oid = s.relnamespace
join pg_catalog.pg_sequence q on q.seqrelid = s.oid
where n.nspname = :schema
  and c.relname in ('pagamentos', 'sessoes', 'comissoes', 'gastos', 'clients', 'users')
  and c.relkind in ('r', 'p')
  and a.atttypid in ('smallint'::regtype, 'integer'::regtype, 'bigint'::regtype)
  and q.seqincrement > 0
order by 1, 2, 3

-- The sequences that give out ids of the four tables, and the highest archived id of each table.
select distinct
  c.relname as tabela, pg_catalog.format('%I.%I', sn.nspname, s.relname) as sequencia, arquivado.maior as arquivado,
  case when pg_catalog.has_sequence_privilege(s.oid, 'SELECT')
    then coalesce(pg_catalog.pg_sequence_last_value(s.oid), q.seqstart - 1)
  end as ultimo
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'id'
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
join pg_catalog.pg_sequence q on q.seqrelid = s.oid and q.seqincrement > 0
cross join lateral (
  select max(l.ultimo_id) as maior
  from extrato.lotes l
  where l.tabela = c.relname and l.ultimo_id <= q.seqmax
) arquivado
where n.nspname = :schema
  and c.relname in ('pagamentos', 'sessoes', 'comissoes', 'gastos')
  and c.relkind in ('r', 'p')
order by 1, 2

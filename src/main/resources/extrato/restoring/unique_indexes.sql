-- The unique keys of the four tables that say what they mean by columns alone.
select
  c.relname as tabela,
  i.relname as name,
  (
    select pg_catalog.array_agg(a.attname::text order by u.position)
    from unnest(x.indkey::smallint[]) with ordinality as u (attnum, position)
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = u.attnum
    where u.position <= x.indnkeyatts
  ) as columns
from pg_catalog.pg_index x
join pg_catalog.pg_class i on i.oid = x.indexrelid
join pg_catalog.pg_class c on c.oid = x.indrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname = :schema
  and c.relname in ('pagamentos', 'sessoes', 'comissoes', 'gastos')
  and x.indisunique
  and x.indpred is null
  and x.indexprs is null
order by c.relname, i.relname

-- The conditions that each record of the tables has to meet, and the columns that they ask.
select
  c.relname as tabela, k.conname as name, pg_catalog.pg_get_expr(k.conbin, k.conrelid) as condition,
  (
    select pg_catalog.array_agg(a.attname::text)
    from pg_catalog.pg_attribute a
    where a.attrelid = k.conrelid and a.attnum = any (k.conkey)
  ) as columns
from pg_catalog.pg_constraint k
join pg_catalog.pg_class c on c.oid = k.conrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where k.contype = 'c'
  and n.nspname = :schema
  and c.relname in ('clients', 'users', 'pagamentos', 'sessoes', 'comissoes', 'gastos')
  and coalesce(pg_catalog.to_jsonb(k) ->> 'conenforced', 'true') = 'true'
order by c.relname, k.conname

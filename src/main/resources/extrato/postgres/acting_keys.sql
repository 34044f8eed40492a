-- The keys to the studio's tables of books and people, and what each does to its own rows when a row goes or
-- changes that they refer to.
select
  k.conname::text as name,
  coalesce(pg_catalog.pg_partition_root(k.conrelid), k.conrelid)::regclass::text as "table",
  pg_catalog.concat_ws(
    ', ',
    case k.confdeltype when 'c' then 'on delete cascade' when 'n' then 'on delete set null' when 'd' then 'on delete set default' end,
    case k.confupdtype when 'c' then 'on update cascade' when 'n' then 'on update set null' when 'd' then 'on update set default' end
  ) as action
from pg_catalog.pg_constraint k
join pg_catalog.pg_class t on t.oid = coalesce(pg_catalog.pg_partition_root(k.confrelid), k.confrelid)
join pg_catalog.pg_namespace n on n.oid = t.relnamespace
where k.contype = 'f'
  and k.conparentid = 0
  and n.nspname = :schema
  and t.relname in ('clients', 'users', 'pagamentos', 'sessoes', 'comissoes', 'gastos')
order by 2, 1

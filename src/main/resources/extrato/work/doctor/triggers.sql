-- The row-level BEFORE triggers and the rules of the four tables and their partitions.
-- A partition's copy of its table's trigger is listed once, for the table.
with books as (
  select c.oid, n.nspname || '.' || c.relname as name
  from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  join pg_catalog.pg_class root on root.oid = coalesce(pg_catalog.pg_partition_root(c.oid), c.oid)
  join pg_catalog.pg_namespace rn on rn.oid = root.relnamespace
  where rn.nspname = :schema
    and root.relname in ('pagamentos', 'sessoes', 'comissoes', 'gastos')
    and c.relkind in ('r', 'p')
)
select
  t.tgname as name, b.name as table, p.proname as function,
  t.tgtype & 4 <> 0 as on_insert, t.tgtype & 16 <> 0 as on_update, t.tgtype & 8 <> 0 as on_delete,
  false as instead
from pg_catalog.pg_trigger t
join books b on b.oid = t.tgrelid
join pg_catalog.pg_proc p on p.oid = t.tgfoid
where not t.tgisinternal
  and t.tgparentid = 0
  and t.tgenabled in ('O', 'A')
  and t.tgtype & 1 <> 0 and t.tgtype & 2 <> 0 and t.tgtype & (4 | 8 | 16) <> 0
union all
select
  r.rulename, b.name, '', r.ev_type = '3', r.ev_type = '2', r.ev_type = '4', r.is_instead
from pg_catalog.pg_rewrite r
join books b on b.oid = r.ev_class
where r.ev_type in ('2', '3', '4') and r.ev_enabled in ('O', 'A')
order by 2, 1

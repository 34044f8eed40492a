-- The studio's triggers that run when records are put into some of the tables, or changed in others.
select c.relname as tabela, t.tgname as name
from pg_catalog.pg_trigger t
join pg_catalog.pg_class c on c.oid = t.tgrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname = :schema
  and not t.tgisinternal
  and t.tgenabled in ('O', 'A')
  and (
    (t.tgtype & 4 <> 0 and c.relname = any (cast(:added as text[])))
    or (t.tgtype & 16 <> 0 and c.relname = any (cast(:changed as text[])))
  )
order by c.relname, t.tgname

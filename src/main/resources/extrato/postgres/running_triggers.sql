-- The triggers and rules that somebody has added to tables that the tool writes. A trigger that calls the tool's
-- own functions is the tool's.
select t.tgname || ' of ' || c.relname as name
from pg_catalog.pg_trigger t
join pg_catalog.pg_class c on c.oid = t.tgrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_proc p on p.oid = t.tgfoid
where (n.nspname = :schema or n.nspname = 'extrato')
  and p.pronamespace <> all (array(select e.oid from pg_catalog.pg_namespace e where e.nspname = 'extrato'))
  and not t.tgisinternal
  and t.tgparentid = 0
  and t.tgenabled in ('O', 'A')
union all
select r.rulename || ' of ' || c.relname
from pg_catalog.pg_rewrite r
join pg_catalog.pg_class c on c.oid = r.ev_class
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where (n.nspname = :schema or n.nspname = 'extrato')
  and r.ev_type <> '1'
order by 1

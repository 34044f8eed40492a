-- What stands where the tool's own tables should, and is none, or does something of its own when it is read or written.
select 'extrato.' || c.relname || ' is ' || case
    when c.relkind <> 'r' then 'not an ordinary table'
    when c.relpersistence <> 'p' then 'not kept through a crash of the server'
    else 'rewritten by a rule'
  end as problem
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'extrato'
  and c.relname in ('migrations', 'studio', 'runs', 'versoes', 'lotes', 'geracoes')
  and (
    c.relkind <> 'r' or c.relpersistence <> 'p'
    or exists (select from pg_catalog.pg_rewrite r where r.ev_class = c.oid)
  )
order by c.relname

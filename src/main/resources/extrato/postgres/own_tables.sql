-- The tool's own tables that are there, and why one is none, or does something of its own when it is read or written.
select c.relname as name, c.relkind not in ('i', 'I', 'S', 'c', 't') as is_readable, case
    when c.relkind <> 'r' then 'not an ordinary table'
    when c.relpersistence <> 'p' then 'not kept through a crash of the server'
    when exists (select from pg_catalog.pg_rewrite r where r.ev_class = c.oid) then 'rewritten by a rule'
  end as problem
from pg_catalog.pg_namespace n
join pg_catalog.pg_class c on c.relnamespace = n.oid
where n.nspname = 'extrato'
  and c.relname in ('migrations', 'studio', 'runs', 'versoes', 'lotes', 'geracoes', 'importacoes', 'contas', 'transferencias', 'lancamentos', 'retencoes', 'registros', 'tokens')
order by c.relname

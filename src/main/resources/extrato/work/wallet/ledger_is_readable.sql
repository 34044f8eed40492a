-- Whether this role may look at all that the wallet's check looks at.
select coalesce(pg_catalog.bool_and(pg_catalog.has_table_privilege(c.oid, 'SELECT')), false) as is_readable
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where (
    n.nspname = 'extrato'
    and c.relname in ('contas', 'transferencias', 'lancamentos', 'retencoes', 'registros', 'arquivo')
  )
  or (n.nspname = :studio and c.relname in ('pagamentos', 'comissoes'))

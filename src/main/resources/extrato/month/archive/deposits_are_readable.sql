-- Whether this role may look at what is held, and for whom.
select pg_catalog.has_table_privilege('extrato.contas', 'SELECT')
  and pg_catalog.has_table_privilege('extrato.transferencias', 'SELECT')
  and pg_catalog.has_table_privilege('extrato.lancamentos', 'SELECT')
  and pg_catalog.has_table_privilege('extrato.retencoes', 'SELECT')

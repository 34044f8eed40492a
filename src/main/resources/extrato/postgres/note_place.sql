-- Where the tool works with the database from now on. If this role may not write that, the next one that may
-- does it.
update extrato.studio
set servidor = coalesce(:server, servidor), banco = :database
where pg_catalog.has_column_privilege('extrato.studio', 'servidor', 'UPDATE')
  and pg_catalog.has_column_privilege('extrato.studio', 'banco', 'UPDATE')

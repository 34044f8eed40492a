-- Where the database is at work from now on. A role that may not write it leaves it to the next one that may.
update extrato.studio
set servidor = coalesce(:server, servidor), banco = :database
where pg_catalog.has_column_privilege('extrato.studio', 'servidor', 'UPDATE')
  and pg_catalog.has_column_privilege('extrato.studio', 'banco', 'UPDATE')

-- What about this database, or this role, makes it unfit for a closing; no row when it is fit.
select 'the database is a standby: it can be read but not changed' as problem
where pg_catalog.pg_is_in_recovery()
union all
select 'the database is encoded as ' || pg_catalog.pg_encoding_to_char(d.encoding) || ', which keeps no record of what its bytes mean'
from pg_catalog.pg_database d
where d.datname = pg_catalog.current_database() and pg_catalog.pg_encoding_to_char(d.encoding) = 'SQL_ASCII'
union all
select 'row security hides rows of ' || n.nspname || '.' || c.relname || ' from the role ' || current_user
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname = :schema
  and c.relname in ('pagamentos', 'sessoes', 'comissoes', 'gastos', 'clients', 'users', 'extratos')
  and pg_catalog.row_security_active(c.oid)

-- Whether clients and users exist and this role may read them; a monitor's role need not.
select count(*) = 2
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname = :schema
  and c.relname in ('clients', 'users')
  and pg_catalog.has_table_privilege(c.oid, 'SELECT')
  and not pg_catalog.row_security_active(c.oid)

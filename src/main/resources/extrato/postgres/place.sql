-- Which database of its server this is, and whether this role may ask which server it is.
select
  d.oid::text as banco,
  pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE') as tells_server
from pg_catalog.pg_database d
where d.datname = pg_catalog.current_database()

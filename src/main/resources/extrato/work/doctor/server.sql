-- Which server, database and role this is.
select
  pg_catalog.current_setting('server_version_num')::integer / 10000 as major,
  pg_catalog.split_part(pg_catalog.current_setting('server_version'), ' ', 1) as version,
  d.datname as database,
  current_user as role,
  pg_catalog.pg_encoding_to_char(d.encoding) as encoding
from pg_catalog.pg_database d
where d.datname = pg_catalog.current_database()

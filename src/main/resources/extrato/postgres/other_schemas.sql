-- Other schemas that may be this tool's, and whether this role may ask whose books they keep. Row security would
-- answer in somebody else's words.
select
  n.nspname as name,
  pg_catalog.has_schema_privilege(n.oid, 'USAGE')
    and pg_catalog.has_column_privilege(c.oid, 'schema_name', 'SELECT')
    and pg_catalog.has_column_privilege(c.oid, 'database_id', 'SELECT')
    and not pg_catalog.row_security_active(c.oid) as is_readable
from pg_catalog.pg_namespace n
join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = 'studio' and c.relkind = 'r'
join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'schema_name' and not a.attisdropped
join pg_catalog.pg_attribute i on i.attrelid = c.oid and i.attname = 'database_id' and not i.attisdropped
where n.nspname <> 'extrato'
  and (n.nspname = :usual or n.nspname like :usual || '\_%')
  and a.atttypid = 'pg_catalog.text'::pg_catalog.regtype
  and i.atttypid = 'pg_catalog.uuid'::pg_catalog.regtype
  and not exists (select from pg_catalog.pg_rewrite r where r.ev_class = c.oid)
order by n.nspname

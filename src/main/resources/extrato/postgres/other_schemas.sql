-- Other schemas that may be this tool's, and that this role may ask whose books they keep.
select n.nspname as name
from pg_catalog.pg_namespace n
join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = 'studio' and c.relkind = 'r'
join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'schema_name' and not a.attisdropped
where n.nspname <> 'extrato'
  and (n.nspname = :usual or n.nspname like :usual || '\_%')
  and a.atttypid = 'pg_catalog.text'::pg_catalog.regtype
  and not exists (select from pg_catalog.pg_rewrite r where r.ev_class = c.oid)
  and pg_catalog.has_schema_privilege(n.oid, 'USAGE')
  and pg_catalog.has_table_privilege(c.oid, 'SELECT')
order by n.nspname

-- The longest message that this studio's table takes; no row if there is no limit.
select a.atttypmod - 4
from pg_catalog.pg_attribute a
join pg_catalog.pg_class c on c.oid = a.attrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname = :schema and c.relname = 'extrato_run_logs' and a.attname = 'message' and a.atttypmod > 4

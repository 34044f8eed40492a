-- The columns that the tool uses in tables other than the books, and their types here.
select
  wanted.table_name, wanted.column_name,
  wanted.kind = 'json' as json,
  wanted.table_name not in ('clients', 'users') as shared,
  c.oid is not null as table_is_there,
  pg_catalog.format_type(a.atttypid, null) as type
from (values
  ('clients', 'id', ''), ('clients', 'name', ''),
  ('users', 'id', ''), ('users', 'name', ''),
  ('extratos', 'mes', ''), ('extratos', 'ano', ''), ('extratos', 'created_at', ''),
  ('extratos', 'pagamentos', 'json'), ('extratos', 'sessoes', 'json'), ('extratos', 'comissoes', 'json'),
  ('extratos', 'gastos', 'json'), ('extratos', 'totais', 'json'),
  ('extrato_run_logs', 'mes', ''), ('extrato_run_logs', 'ano', ''), ('extrato_run_logs', 'run_at', ''),
  ('extrato_run_logs', 'status', ''), ('extrato_run_logs', 'message', ''),
  ('extrato_snapshots', 'snapshot_id', ''), ('extrato_snapshots', 'mes', ''), ('extrato_snapshots', 'ano', ''),
  ('extrato_snapshots', 'data', 'json'), ('extrato_snapshots', 'correlation_id', '')
) as wanted (table_name, column_name, kind)
left join pg_catalog.pg_class c
  on c.relname = wanted.table_name
  and c.relkind in ('r', 'p', 'v', 'f')
  and c.relnamespace = (select n.oid from pg_catalog.pg_namespace n where n.nspname = :schema)
left join pg_catalog.pg_attribute a
  on a.attrelid = c.oid and a.attname = wanted.column_name and a.attnum > 0 and not a.attisdropped

-- Whether everything is still in its place: the schema, its tables and their partitions; and whether the
-- server counts changes.
-- The answers come from the server's own memory, which knows what was committed after the snapshot.
select pg_catalog.concat_ws(' ',
  cast(pg_catalog.to_regnamespace(pg_catalog.quote_ident(:schema)) as oid),
  (
    select pg_catalog.string_agg(
      pg_catalog.concat_ws(
        ' ', wanted.name, cast(found.id as oid),
        (select pg_catalog.string_agg(cast(p.relid as oid)::text, ',' order by p.relid) from pg_catalog.pg_partition_tree(found.id) p)
      ),
      ';' order by wanted.name)
    from (values
      ('pagamentos'), ('sessoes'), ('comissoes'), ('gastos'), ('extratos'), ('extrato_run_logs'), ('extrato_snapshots')
    ) as wanted (name)
    cross join lateral (
      select pg_catalog.to_regclass(pg_catalog.quote_ident(:schema) || '.' || wanted.name) as id
    ) found
  ),
  (select pg_catalog.concat_ws(' ', s.setting, s.source) from pg_catalog.pg_settings s where s.name = 'track_counts'),
  pg_catalog.current_setting('session_replication_role')
)

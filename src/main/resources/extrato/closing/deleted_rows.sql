-- How many rows of the four tables this session has deleted until now, whoever made it do so: triggers and keys count as well.
-- Only good for comparing two moments of one transaction. No rows where the server does not count.
select root.relname as tabela, sum(pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid)) as deleted
from pg_catalog.pg_class root
join pg_catalog.pg_namespace n on n.oid = root.relnamespace
join pg_catalog.pg_class c on c.oid = root.oid or pg_catalog.pg_partition_root(c.oid) = root.oid
where n.nspname = :schema
  and root.relname in ('pagamentos', 'sessoes', 'comissoes', 'gastos')
  and c.relkind in ('r', 'p')
  and pg_catalog.current_setting('track_counts')::boolean
group by root.relname

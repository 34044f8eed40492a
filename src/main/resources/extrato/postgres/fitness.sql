-- The reasons why this database or role is unfit; no row if it is fit.
-- Some of them matter only for changing the books.
with raiz as materialized (
  select c.oid, c.relname, c.relkind, c.relowner as dono, n.nspname
  from pg_catalog.pg_namespace n
  join pg_catalog.pg_class c on c.relnamespace = n.oid
  where n.nspname = :schema
    and c.relname in (
      'pagamentos', 'sessoes', 'comissoes', 'gastos', 'extratos', 'extrato_run_logs', 'extrato_snapshots', 'clients', 'users'
    )
    and c.relkind not in ('i', 'I', 'S', 'c', 't')
), do_estudio as materialized (
  -- Each table with its partitions, in whatever schema they are.
  select r.relname as tabela, c.relname, c.relkind, c.relpersistence, n.nspname
  from raiz r
  cross join lateral (select r.oid as id union select p.relid from pg_catalog.pg_partition_tree(r.oid) p) parte
  join pg_catalog.pg_class c on c.oid = parte.id
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
), alheio as materialized (
  select r.nspname, r.relname, r.dono
  from raiz r
  where r.relname in ('extratos', 'extrato_run_logs', 'extrato_snapshots')
  union all
  select n.nspname, null, n.nspowner
  from pg_catalog.pg_namespace n
  where n.nspname = 'extrato'
  union all
  select n.nspname, c.relname, c.relowner
  from pg_catalog.pg_namespace n
  join pg_catalog.pg_class c on c.relnamespace = n.oid
  where n.nspname = 'extrato' and c.relkind = 'r'
), coluna as materialized (
  -- The columns of shared tables that the tool reads or writes; a domain counts as its base type.
  select w.tabela, w.coluna, w.tipos, case t.typtype when 'd' then t.typbasetype else t.oid end as tipo
  from (values
    ('extratos', 'id', array['int4', 'int8']), ('extratos', 'mes', array['int2', 'int4', 'int8']),
    ('extratos', 'ano', array['int2', 'int4', 'int8']), ('extratos', 'created_at', array['timestamptz', 'timestamp']),
    ('extratos', 'pagamentos', array['json', 'jsonb']), ('extratos', 'sessoes', array['json', 'jsonb']),
    ('extratos', 'comissoes', array['json', 'jsonb']), ('extratos', 'gastos', array['json', 'jsonb']),
    ('extratos', 'totais', array['json', 'jsonb']),
    ('extrato_run_logs', 'mes', array['int2', 'int4', 'int8']), ('extrato_run_logs', 'ano', array['int2', 'int4', 'int8']),
    ('extrato_run_logs', 'run_at', array['timestamptz', 'timestamp']), ('extrato_run_logs', 'status', array['varchar', 'text', 'bpchar']),
    ('extrato_run_logs', 'message', array['varchar', 'text', 'bpchar']),
    ('extrato_snapshots', 'id', array['int4', 'int8']), ('extrato_snapshots', 'snapshot_id', array['varchar', 'text', 'bpchar', 'uuid']),
    ('extrato_snapshots', 'mes', array['int2', 'int4', 'int8']), ('extrato_snapshots', 'ano', array['int2', 'int4', 'int8']),
    ('extrato_snapshots', 'data', array['json', 'jsonb']),
    ('extrato_snapshots', 'correlation_id', array['varchar', 'text', 'bpchar', 'uuid']),
    ('extrato_snapshots', 'created_at', array['timestamptz', 'timestamp']),
    ('clients', 'id', array['int4', 'int8']), ('clients', 'name', array['varchar', 'text', 'bpchar']),
    ('users', 'id', array['int4', 'int8']), ('users', 'name', array['varchar', 'text', 'bpchar'])
  ) as w (tabela, coluna, tipos)
  join raiz r on r.relname = w.tabela
  join pg_catalog.pg_attribute a on a.attrelid = r.oid and a.attname = w.coluna and not a.attisdropped
  join pg_catalog.pg_type t on t.oid = a.atttypid
)
select 'the database is a standby: it can be read but not changed' as problem, false as matters_to_changes_only
where pg_catalog.pg_is_in_recovery()
union all
select 'the database is encoded as ' || pg_catalog.pg_encoding_to_char(d.encoding) || ', which keeps no record of what its bytes mean', false
from pg_catalog.pg_database d
where d.datname = pg_catalog.current_database() and pg_catalog.pg_encoding_to_char(d.encoding) = 'SQL_ASCII'
union all
select 'row security hides rows of ' || t.nspname || '.' || t.relname || ' from the role ' || current_user, false
from raiz t
where t.relname not in ('extrato_run_logs', 'extrato_snapshots') and pg_catalog.row_security_active(t.oid)
union all
select t.nspname || '.' || t.relname || ' is not an ordinary or partitioned table', false
from raiz t
where t.relkind not in ('r', 'p')
  or exists (select from pg_catalog.pg_inherits i where i.inhrelid = t.oid)
  or (t.relkind = 'r' and exists (select from pg_catalog.pg_inherits i where i.inhparent = t.oid))
union all
select c.tabela || '.' || c.coluna || ' is ' || n.nspname || '.' || b.typname || ', not ' || c.tipos[1], false
from coluna c
join pg_catalog.pg_type b on b.oid = c.tipo
join pg_catalog.pg_namespace n on n.oid = b.typnamespace
where n.nspname <> 'pg_catalog' or b.typname <> all (c.tipos)
union all
select t.nspname || '.' || t.relname || ' is unlogged: a crash of the server empties it', true
from do_estudio t
where t.relpersistence = 'u' and t.relname not in ('clients', 'users')
union all
select t.nspname || '.' || t.relname || ' holds records of the studio on another server', true
from do_estudio t
where t.relkind = 'f'
union all
-- The owner of a table can make whoever writes to it run the owner's code, and can drop the table.
select
  a.nspname || coalesce('.' || a.relname, '') || ' belongs to ' || o.rolname || ', to whom neither the books nor the database belong: '
    || 'their code would run as ' || current_user,
  a.nspname <> 'extrato'
from alheio a
join pg_catalog.pg_roles o on o.oid = a.dono
where not o.rolsuper
  and o.rolname <> current_user
  and a.dono not in (select r.dono from raiz r where r.relname in ('pagamentos', 'sessoes', 'comissoes', 'gastos'))
  and a.dono not in (select d.datdba from pg_catalog.pg_database d where d.datname = pg_catalog.current_database())
union all
select 'session_replication_role is ' || pg_catalog.current_setting('session_replication_role') || ': foreign keys and triggers do not work', true
where pg_catalog.current_setting('session_replication_role') not in ('origin', 'local')
union all
select 'track_counts is off: the server does not count what changes', true
where not pg_catalog.current_setting('track_counts')::boolean
union all
select 'the function ' || p.oid::regprocedure::text || ' sets track_counts: the server does not count what it changes', true
from pg_catalog.pg_proc p
where p.proconfig is not null
  and exists (select from pg_catalog.unnest(p.proconfig) as s (setting) where s.setting like 'track_counts=%')

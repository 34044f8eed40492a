-- What this session has counted so far, for every relation on which it holds a writer's lock. Only the locks
-- show which relations these are: a snapshot does not see a table that is newer than itself.
with travado as (
  select l.relation as id, pg_catalog.array_agg(l.mode) as modes
  from pg_catalog.pg_locks l
  where l.pid = pg_catalog.pg_backend_pid()
    and l.locktype = 'relation'
    and l.granted
    and l.mode not in ('AccessShareLock', 'RowShareLock')
    and l.database in (0, (select d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database()))
  group by l.relation
  union all
  -- Locks on the server's own catalog are released at once, so the whole catalog is examined, including large
  -- objects.
  select c.oid, array['RowExclusiveLock']
  from pg_catalog.pg_class c
  where c.relnamespace = 'pg_catalog'::regnamespace
    and c.relkind = 'r'
    and not exists (
      select from pg_catalog.pg_locks l
      where l.pid = pg_catalog.pg_backend_pid() and l.locktype = 'relation' and l.relation = c.oid
        and l.mode not in ('AccessShareLock', 'RowShareLock')
    )
)
select
  t.id::bigint as id,
  coalesce(pg_catalog.pg_partition_root(t.id), t.id)::regclass::text as name,
  coalesce(c.relkind = 't' or c.relkind = 'i', false) as belongs_to_another,
  coalesce(c.relkind = 'f', false) as elsewhere,
  t.id::regclass::text in (
    'pg_class', 'pg_attribute', 'pg_type', 'pg_depend', 'pg_shdepend', 'pg_index', 'pg_namespace'
  ) as written_by_temporary_tables,
  coalesce(c.relnamespace = pg_catalog.pg_my_temp_schema(), t.id::regclass::text like 'pg\_temp%') as temporary,
  pg_catalog.pg_stat_get_xact_tuples_inserted(t.id) as inserted,
  pg_catalog.pg_stat_get_xact_tuples_updated(t.id) as updated,
  pg_catalog.pg_stat_get_xact_tuples_deleted(t.id) as deleted,
  pg_catalog.array_to_string(t.modes, ',') as modes
from travado t
left join pg_catalog.pg_class c on c.oid = t.id
order by 2, 1

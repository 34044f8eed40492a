-- What this session had counted before this transaction changed anything, and the locks that the tool itself
-- has taken.
-- The server reports its counts only between transactions, so a session may carry counts of earlier clients.
select
  c.oid::bigint as id,
  pg_catalog.pg_stat_get_xact_tuples_inserted(c.oid) as inserted,
  pg_catalog.pg_stat_get_xact_tuples_updated(c.oid) as updated,
  pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid) as deleted,
  cast(null as text) as mode
from pg_catalog.pg_class c
where c.relkind in ('r', 'p', 'm', 'f', 't')
  and pg_catalog.pg_stat_get_xact_tuples_inserted(c.oid)
    + pg_catalog.pg_stat_get_xact_tuples_updated(c.oid)
    + pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid) > 0
union all
select l.relation::bigint, 0, 0, 0, l.mode
from pg_catalog.pg_locks l
where l.pid = pg_catalog.pg_backend_pid()
  and l.locktype = 'relation'
  and l.mode not in ('AccessShareLock', 'RowShareLock', 'RowExclusiveLock')

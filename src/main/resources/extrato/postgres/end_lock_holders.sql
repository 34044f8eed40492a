-- Ends every session with this name that holds the tool's lock, and waits until it is gone.
select pg_catalog.pg_terminate_backend(l.pid, :milliseconds)
from pg_catalog.pg_locks l
join pg_catalog.pg_stat_activity a on a.pid = l.pid
where l.locktype = 'advisory'
  and (
    l.classid = :studio::bigint::oid
    or (l.classid = :earlier::bigint::oid and l.objid = :version::bigint::oid and l.mode = 'ExclusiveLock')
  )
  and l.granted
  and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database())
  and a.application_name = :name
  and l.pid <> pg_catalog.pg_backend_pid()

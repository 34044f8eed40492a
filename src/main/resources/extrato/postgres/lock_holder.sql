-- Who holds the tool's lock: application_name carries run, command and month.
select coalesce(nullif(a.application_name, ''), 'process ' || l.pid)
from pg_catalog.pg_locks l
left join pg_catalog.pg_stat_activity a on a.pid = l.pid
where l.locktype = 'advisory'
  and (
    l.classid = :studio::bigint::oid
    or (l.classid = :earlier::bigint::oid and l.objid = :version::bigint::oid and l.mode = 'ExclusiveLock')
  )
  and l.granted
  and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database())

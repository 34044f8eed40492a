-- Who is at work, to whoever is turned away: by the name of the session, which carries run, command and month, and by its process.
select coalesce(nullif(a.application_name, ''), 'a session without a name') as nome, l.pid
from pg_catalog.pg_locks l
left join pg_catalog.pg_stat_activity a on a.pid = l.pid
where l.locktype = 'advisory'
  and (
    l.classid = :studio::bigint::oid
    or (l.classid = :earlier::bigint::oid and l.objid = :version::bigint::oid and l.mode = 'ExclusiveLock')
  )
  and l.granted
  and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database())
limit 1

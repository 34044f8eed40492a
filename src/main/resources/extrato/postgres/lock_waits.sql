-- Who holds the locks that the sessions of this name wait for. Of another role's session only who it is may be told, unless this
-- role may see more.
select distinct
  quem.pid, b.usename as usuario, b.application_name as programa, b.state as estado, b.xact_start as desde,
  pg_catalog.upper(pg_catalog.substring(b.query, '^[[:space:]]*([A-Za-z]+)[[:space:];]')) as comando
from pg_catalog.pg_stat_activity a
cross join lateral pg_catalog.unnest(pg_catalog.pg_blocking_pids(a.pid)) as quem (pid)
left join pg_catalog.pg_stat_activity b on b.pid = quem.pid
where a.datname = pg_catalog.current_database()
  and a.application_name = :name
  and a.wait_event_type = 'Lock'
  and b.application_name is distinct from a.application_name
order by quem.pid

-- Sent on the studio's path, where it must ask for nothing by a name alone.
update :"studio".extrato_run_logs as l
set run_at = pg_catalog.clock_timestamp(), message = :message
where l.mes operator(pg_catalog.=) :mes and l.ano operator(pg_catalog.=) :ano and l.status operator(pg_catalog.=) :status
returning l.message operator(pg_catalog.=) :message and l.status operator(pg_catalog.=) :status
  and l.mes operator(pg_catalog.=) :mes and l.ano operator(pg_catalog.=) :ano

-- Runs on the studio's path, so everything is named with its schema.
update :"studio".extrato_run_logs as l
set run_at = pg_catalog.clock_timestamp(), message = :message
where l.mes operator(pg_catalog.=) :mes and l.ano operator(pg_catalog.=) :ano and l.status operator(pg_catalog.=) :status
returning l.message operator(pg_catalog.=) :message and l.status operator(pg_catalog.=) :status
  and l.mes operator(pg_catalog.=) :mes and l.ano operator(pg_catalog.=) :ano

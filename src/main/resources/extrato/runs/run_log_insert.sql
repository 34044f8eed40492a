-- Runs on the studio's path, so everything is named with its schema.
insert into :"studio".extrato_run_logs as l (mes, ano, run_at, status, message)
values (:mes, :ano, pg_catalog.clock_timestamp(), :status, :message)
returning l.message operator(pg_catalog.=) :message and l.status operator(pg_catalog.=) :status
  and l.mes operator(pg_catalog.=) :mes and l.ano operator(pg_catalog.=) :ano

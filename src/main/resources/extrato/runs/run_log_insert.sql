-- Sent on the studio's path, where it must ask for nothing by a name alone.
insert into :"studio".extrato_run_logs as l (mes, ano, run_at, status, message)
values (:mes, :ano, pg_catalog.clock_timestamp(), :status, :message)
returning l.message operator(pg_catalog.=) :message and l.status operator(pg_catalog.=) :status
  and l.mes operator(pg_catalog.=) :mes and l.ano operator(pg_catalog.=) :ano

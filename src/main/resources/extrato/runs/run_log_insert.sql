insert into :"studio".extrato_run_logs (mes, ano, run_at, status, message)
values (:mes, :ano, clock_timestamp(), :status, :message)

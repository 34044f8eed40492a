update :"studio".extrato_run_logs
set run_at = clock_timestamp(), message = :message
where mes = :mes and ano = :ano and status = :status

-- The newest runs, of one month or of all, or one by its id; runs without a month are about none.
select
  r.run_id, r.command, r.ano, r.mes, r.started, r.ended, r.outcome, r.exit_code, r.attempts,
  r.attempt_log::text as attempt_log, r.counts::text as counts, r.steps::text as steps, r.warnings::text as warnings,
  r.batch_size, r.backup_file, r.backup_digest, r.host, r.os_user, r.version, r.reason, r.error
from extrato.runs r
where (cast(:ano as integer) is null or (r.ano = cast(:ano as integer) and r.mes = cast(:mes as integer)))
  and (cast(:run_id as text) is null or r.run_id = cast(:run_id as text))
order by r.started desc
limit :limit

-- The last runs, one JSON object a line. What somebody typed as a reason may name a client: it stays here.
select pg_catalog.row_to_json(bundled)::text
from (
  select
    run_id, command, ano, mes, started, ended, outcome, exit_code, attempts, attempt_log, counts, steps, warnings,
    batch_size, backup_file, backup_digest, version, error
  from extrato.runs
  order by started desc
  limit 50
) bundled

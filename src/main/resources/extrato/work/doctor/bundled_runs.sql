-- The last runs, one JSON object per line. A reason that somebody typed may name a client, so it is left out.
select pg_catalog.row_to_json(bundled)::text
from (
  select
    run_id, command, ano, mes, started, ended, outcome, exit_code, attempts, attempt_log, counts, steps, warnings,
    batch_size, backup_file, backup_digest, version, error
  from extrato.runs
  order by started desc
  limit 50
) bundled

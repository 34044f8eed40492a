update extrato.runs
set ended = clock_timestamp(),
  outcome = :outcome,
  exit_code = :exit_code,
  attempts = :attempts,
  attempt_log = cast(:attempt_log as jsonb),
  counts = cast(:counts as jsonb),
  steps = cast(:steps as jsonb),
  warnings = cast(:warnings as jsonb),
  batch_size = :batch_size,
  backup_file = :backup_file,
  backup_digest = :backup_digest,
  reason = coalesce(cast(:reason as text), reason),
  error = :error
where run_id = :run_id

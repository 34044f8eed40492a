-- The last run on record.
select run_id, command, ano, mes, started, outcome, exit_code, error
from extrato.runs
order by started desc
limit 1

-- How many late records of the month were found by the last run that looked for them.
select coalesce((select sum((t.value ->> 'late')::bigint) from jsonb_each(r.counts) t), 0)
from extrato.runs r
where r.ano = :ano and r.mes = :mes and r.run_id <> :run_id and r.exit_code = 0 and r.command in ('monthly', 'extrato', 'verify')
order by r.started desc
limit 1

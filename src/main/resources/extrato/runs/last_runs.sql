-- The newest run of each month for each kind of ending. A run says nothing about a month if it did no work,
-- because the month was closed, another run was busy, a flag was missing or there was nothing to work on yet.
with julgada as (
  select
    r.*,
    case
      when r.outcome = 'running' then 'running'
      when r.exit_code in (2, 3, 7, 11, 12) or r.outcome in ('legacy', 'disabled') then 'nothing'
      when r.exit_code in (4, 130, 143) and r.outcome = 'refused' then 'nothing'
      when r.exit_code <> 0 then 'failure'
      when r.command = 'drill' and r.outcome = 'done' then 'proof'
      when r.command in ('verify', 'extrato', 'monthly') and r.outcome <> 'empty' and r.backup_digest is not null then 'proof'
      else 'success'
    end as julgamento
  from extrato.runs r
  where r.ano between 2000 and 2100 and r.mes between 1 and 12
)
select distinct on (j.ano, j.mes, j.julgamento)
  j.ano, j.mes, j.julgamento, j.run_id, j.command, j.started, j.ended, j.outcome, j.exit_code, j.error
from julgada j
order by j.ano, j.mes, j.julgamento, j.started desc

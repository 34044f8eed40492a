-- Statements and 'success' rows that no run of this tool wrote, although the tool was already in use: the old
-- generator wrote them.
with inicio as (
  select min(r.started) as desde from extrato.runs r
)
select ano, mes
from (
  select e.ano, e.mes
  from :"studio".extratos e, inicio
  where e.created_at > inicio.desde
    and not exists (
      -- A restore removes the statement. If there is one afterwards, something else wrote it.
      select from extrato.versoes v where v.ano = e.ano and v.mes = e.mes and v.restaurada_em is null
    )
  union
  select l.ano, l.mes
  from :"studio".extrato_run_logs l, inicio
  where l.status = 'success' and l.run_at > inicio.desde
    and not exists (select from extrato.versoes v where v.ano = l.ano and v.mes = l.mes)
    -- The row stays if such a month is restored from a backup, and then names the restore.
    and not exists (
      select from extrato.runs r
      where r.ano = l.ano and r.mes = l.mes and r.command = 'restore' and r.outcome = 'done'
        and pg_catalog.strpos(l.message, r.run_id) > 0
    )
) estranhos
where ano between 2000 and 2100 and mes between 1 and 12
order by ano, mes

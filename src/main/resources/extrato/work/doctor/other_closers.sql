-- What the web application's own closers have noted since this tool came into use, newest first: rows that
-- name none of the tool's runs.
with inicio as (
  select min(r.started) as desde from extrato.runs r
)
select l.ano, l.mes, l.run_at::timestamptz as run_at, l.status, coalesce(l.message, '') as message
from :"studio".extrato_run_logs l, inicio
where l.run_at > inicio.desde
  and l.ano between 2000 and 2100 and l.mes between 1 and 12
  and not exists (
    select from extrato.runs r
    where r.ano = l.ano and r.mes = l.mes and pg_catalog.strpos(l.message, r.run_id) > 0
  )
order by l.run_at desc

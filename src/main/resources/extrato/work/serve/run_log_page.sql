-- A page of the runs that the web application has on record, the newest first. A moment without a zone is the
-- studio's time.
select l.id, l.mes, l.ano, l.status, l.message,
  case
    when pg_catalog.pg_typeof(l.run_at) = 'timestamp without time zone'::regtype
      then l.run_at::text::timestamp at time zone cast(:zone as text)
    else l.run_at::text::timestamptz
  end as run_at
from :"studio".extrato_run_logs l
where cast(:status as text) is null or l.status::text = cast(:status as text)
order by l.run_at desc, l.id desc
limit :limit offset :offset

-- How many runs the web application has on record.
select count(*)
from :"studio".extrato_run_logs l
where cast(:status as text) is null or l.status::text = cast(:status as text)

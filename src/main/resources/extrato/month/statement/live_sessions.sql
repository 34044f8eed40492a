-- Those of these sessions that are still live.
select s.id::bigint
from :"studio".sessoes s
where s.id = any(:ids)

-- Of these sessions, those that are still in the live table.
select s.id::bigint
from :"studio".sessoes s
where s.id = any(:ids)

-- Whose session it is.
select s.cliente_id::bigint as client
from :"studio".sessoes s
where s.id = :id

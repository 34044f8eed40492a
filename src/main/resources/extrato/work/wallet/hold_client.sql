-- Whose money a hold is.
select h.cliente
from extrato.retencoes h
where h.id = :hold

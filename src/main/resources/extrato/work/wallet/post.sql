-- Carries requests out and tells, line by line, which transfer each is and whether it is new.
select l.linha as line, l.transferencia as transfer, l.nova as is_new
from extrato.lancar(cast(:requests as jsonb), :by) l

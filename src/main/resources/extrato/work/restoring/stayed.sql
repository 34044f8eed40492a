-- The sessions that stayed live when the month's current statement was made.
select distinct s.id
from extrato.versoes v
cross join lateral unnest(v.ficaram) as s (id)
where v.ano = :ano and v.mes = :mes and v.restaurada_em is null

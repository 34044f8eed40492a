-- The holds that are open, those that are due first in front.
select h.id, h.cliente as client, a.saldo as balance, a.versao as entries, h.sessao as session, t.quando as since, h.vence as until,
  h.vence <= pg_catalog.clock_timestamp() as is_due, c.name::text as name
from extrato.retencoes h
join extrato.contas a on a.tipo = 'hold' and a.dono = h.id
join extrato.transferencias t on t.id = h.id
left join :"studio".clients c on c.id = h.cliente
where a.saldo > 0
order by h.vence nulls last, h.id

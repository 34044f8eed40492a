-- How the deposit that is held was paid: the newest credit of its client that says so, from before the hold.
select t.forma
from extrato.retencoes h
join extrato.contas a on a.tipo = 'client' and a.dono = h.cliente
join extrato.lancamentos l on l.conta = a.id
join extrato.transferencias t on t.id = l.transferencia
where h.id = :hold and t.tipo = 'credit' and t.forma is not null and t.id < h.id
order by l.versao desc
limit 1

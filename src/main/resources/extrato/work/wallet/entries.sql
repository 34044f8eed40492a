-- The entries of a transfer, what leaves before what comes.
select c.tipo as kind, c.dono as owner, l.valor as amount, l.saldo as balance
from extrato.lancamentos l
join extrato.contas c on c.id = l.conta
where l.transferencia = :id
order by l.valor > 0, c.tipo, c.dono

-- The last entries of an account, the oldest of them first.
select l.versao as version, l.valor as amount, l.saldo as balance, t.id as transfer, t.chave as key, t.tipo as kind, t.quando as at,
  t.por as by, t.motivo as reason, t.retencao as hold, t.estorna as reverses
from extrato.contas a
join extrato.lancamentos l on l.conta = a.id and l.versao > a.versao - :limit
join extrato.transferencias t on t.id = l.transferencia
where a.tipo = :kind and a.dono = :owner
order by l.versao

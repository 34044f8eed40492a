-- A transfer as it is on record.
select t.id, t.chave as key, t.tipo as kind, t.quando as at, t.por as by, t.motivo as reason, t.forma as form, t.retencao as hold,
  t.estorna as reverses
from extrato.transferencias t
where t.id = :id

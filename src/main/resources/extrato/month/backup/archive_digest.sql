-- The digest of the backup that the month's current statement was made from; no row if it was made without
-- one.
select v.backup_digest
from extrato.versoes v
where v.ano = :ano and v.mes = :mes and v.restaurada_em is null
  and v.versao = (
    select max(newest.versao)
    from extrato.versoes newest
    where newest.ano = :ano and newest.mes = :mes and newest.restaurada_em is null
  )
  and v.backup_digest is not null

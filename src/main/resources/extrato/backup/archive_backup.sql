-- The SHA-256 of the backup that the month's archive was last compared with.
select v.backup_digest
from extrato.versoes v
where v.ano = :ano and v.mes = :mes and v.restaurada_em is null
order by v.versao desc
limit 1

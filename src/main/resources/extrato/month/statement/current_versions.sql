-- The version of each month that counts: the newest that was not taken back or, if all were, the newest.
select distinct on (v.ano, v.mes)
  v.ano, v.mes, v.versao, v.restaurada_em is not null as restaurada, v.criada_em, v.backup_digest, v.totais::text as totais
from extrato.versoes v
where v.ano between 2000 and 2100 and v.mes between 1 and 12
order by v.ano, v.mes, (v.restaurada_em is null) desc, v.versao desc

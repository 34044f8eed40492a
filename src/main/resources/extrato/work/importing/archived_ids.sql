-- The records of one table, with ids in a range, that current archives hold.
select r.registro ->> 'id' as id, l.ano, l.mes
from extrato.lotes l
join extrato.versoes v on v.ano = l.ano and v.mes = l.mes and v.versao = l.versao
cross join lateral pg_catalog.jsonb_array_elements(l.registros) r (registro)
where v.restaurada_em is null
  and l.tabela = :tabela
  and (l.primeiro_id is null or (l.primeiro_id <= :ultimo and l.ultimo_id >= :primeiro))

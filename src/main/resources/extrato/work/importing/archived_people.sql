-- The people whom records of current archives name in one of these columns, which all are of one table.
select distinct r.registro ->> c.coluna as id
from extrato.lotes l
join extrato.versoes v on v.ano = l.ano and v.mes = l.mes and v.versao = l.versao
cross join lateral pg_catalog.jsonb_array_elements(l.registros) r (registro)
cross join lateral pg_catalog.unnest(cast(:colunas as text[])) c (coluna)
where v.restaurada_em is null
  and r.registro ->> c.coluna is not null

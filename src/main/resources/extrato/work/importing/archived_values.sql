-- One column's values that current archives hold of one table.
select r.registro ->> 'id' as id, r.registro ->> :coluna as valor, l.ano, l.mes
from extrato.lotes l
join extrato.versoes v on v.ano = l.ano and v.mes = l.mes and v.versao = l.versao
cross join lateral pg_catalog.jsonb_array_elements(l.registros) r (registro)
where v.restaurada_em is null
  and l.tabela = :tabela
  and r.registro ->> :coluna is not null

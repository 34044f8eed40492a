-- Every archived copy of one record, in whichever month and version, a row for each of its values.
select l.ano, l.mes, l.versao, v.restaurada_em is not null as desfeita, l.lote, r.posicao, valores.key as coluna, valores.value as valor
from extrato.lotes l
join extrato.versoes v on v.ano = l.ano and v.mes = l.mes and v.versao = l.versao
cross join lateral pg_catalog.jsonb_array_elements(
  case pg_catalog.jsonb_typeof(l.registros) when 'array' then l.registros else '[]' end
) with ordinality r (campos, posicao)
cross join lateral pg_catalog.jsonb_each_text(
  case pg_catalog.jsonb_typeof(r.campos) when 'object' then r.campos else '{}' end
) valores
where l.tabela = :tabela
  and r.campos ->> 'id' = :id
order by l.ano, l.mes, l.versao, l.lote, r.posicao

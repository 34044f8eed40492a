-- Follows selection.sql: the archive of a month whose statement has one version, in the order in which it was
-- written, which is the order of the ids.
, arquivo_em_ordem as not materialized (
  select l.tabela, l.lote, r.posicao, r.campos
  from extrato.versoes v
  join extrato.lotes l on l.ano = v.ano and l.mes = v.mes and l.versao = v.versao
  cross join lateral pg_catalog.jsonb_array_elements(l.registros) with ordinality r (campos, posicao)
  where v.ano = :ano
    and v.mes = :mes
    and v.restaurada_em is null
)

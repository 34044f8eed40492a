-- The records that one version of the month's statement added to some tables, named as in archived.sql.
with arquivo as not materialized (
  select l.tabela, r as campos
  from extrato.lotes l
  cross join lateral pg_catalog.jsonb_array_elements(l.registros) r
  where l.ano = :ano
    and l.mes = :mes
    and l.versao = :versao
    and l.tabela = any(:tabelas)
)

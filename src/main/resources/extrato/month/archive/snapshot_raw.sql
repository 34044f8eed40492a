-- The statement's row as it is. The studio's search_path is in force: every operator says whose it is.
with linha as (
  select
    e.id, e.mes, e.ano, e.created_at::pg_catalog.timestamptz as criado,
    pg_catalog.to_json(e.pagamentos) as pagamentos, pg_catalog.to_json(e.sessoes) as sessoes,
    pg_catalog.to_json(e.comissoes) as comissoes, pg_catalog.to_json(e.gastos) as gastos,
    pg_catalog.to_json(e.totais) as totais
  from :"studio".extratos e
  where e.ano operator(pg_catalog.=) :ano and e.mes operator(pg_catalog.=) :mes
)

-- The statement's row unchanged. Runs on the studio's path, so every operator is named with its schema.
with linha as (
  select
    e.id, e.mes, e.ano, e.created_at::pg_catalog.timestamptz as criado,
    pg_catalog.to_json(e.pagamentos) as pagamentos, pg_catalog.to_json(e.sessoes) as sessoes,
    pg_catalog.to_json(e.comissoes) as comissoes, pg_catalog.to_json(e.gastos) as gastos,
    pg_catalog.to_json(e.totais) as totais
  from :"studio".extratos e
  where e.ano operator(pg_catalog.=) :ano and e.mes operator(pg_catalog.=) :mes
)

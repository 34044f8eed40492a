-- The statement's row with decoded lists, even if it holds them as JSON text in a JSON string.
with gravada as (
  select
    e.id, e.mes, e.ano, e.created_at::pg_catalog.timestamptz as criado,
    pg_catalog.to_json(e.pagamentos) as pagamentos, pg_catalog.to_json(e.sessoes) as sessoes,
    pg_catalog.to_json(e.comissoes) as comissoes, pg_catalog.to_json(e.gastos) as gastos,
    pg_catalog.to_json(e.totais) as totais
  from :"studio".extratos e
  where e.ano operator(pg_catalog.=) :ano and e.mes operator(pg_catalog.=) :mes
), linha as (
  select
    g.id, g.mes, g.ano, g.criado,
    case when pg_catalog.json_typeof(g.pagamentos) operator(pg_catalog.=) 'string'
      then (g.pagamentos operator(pg_catalog.#>>) '{}')::pg_catalog.json else g.pagamentos end as pagamentos,
    case when pg_catalog.json_typeof(g.sessoes) operator(pg_catalog.=) 'string'
      then (g.sessoes operator(pg_catalog.#>>) '{}')::pg_catalog.json else g.sessoes end as sessoes,
    case when pg_catalog.json_typeof(g.comissoes) operator(pg_catalog.=) 'string'
      then (g.comissoes operator(pg_catalog.#>>) '{}')::pg_catalog.json else g.comissoes end as comissoes,
    case when pg_catalog.json_typeof(g.gastos) operator(pg_catalog.=) 'string'
      then (g.gastos operator(pg_catalog.#>>) '{}')::pg_catalog.json else g.gastos end as gastos,
    case when pg_catalog.json_typeof(g.totais) operator(pg_catalog.=) 'string'
      then (g.totais operator(pg_catalog.#>>) '{}')::pg_catalog.json else g.totais end as totais
  from gravada g
)

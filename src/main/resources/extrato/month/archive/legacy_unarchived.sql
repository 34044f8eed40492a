-- The statement that the old generator left, where this tool has no tables yet.
with antigo as (
  select pg_catalog.to_jsonb(e) as linha
  from :"studio".extratos e
  where e.ano = :ano and e.mes = :mes
)

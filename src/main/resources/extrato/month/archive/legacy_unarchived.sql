-- The statement that the old generator left, for a database that does not have this tool's tables yet.
with antigo as (
  select pg_catalog.to_jsonb(e) as linha
  from :"studio".extratos e
  where e.ano = :ano and e.mes = :mes
)

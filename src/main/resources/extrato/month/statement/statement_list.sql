-- One list of a statement as text, decoded if the row holds it as JSON text in a JSON string.
select case pg_catalog.json_typeof(l.lista) when 'string' then l.lista #>> '{}' else l.lista::text end
from (
  select
    case :lista
      when 'pagamentos' then pg_catalog.to_json(e.pagamentos)
      when 'sessoes' then pg_catalog.to_json(e.sessoes)
      when 'comissoes' then pg_catalog.to_json(e.comissoes)
      when 'gastos' then pg_catalog.to_json(e.gastos)
    end as lista
  from :"studio".extratos e
  where e.ano = :ano and e.mes = :mes
  limit 1
) l

-- Whether the statement's totals are those of the version that the tool wrote last, and whether that version
-- has lists.
select
  pg_catalog.jsonb_strip_nulls(
    case pg_catalog.jsonb_typeof(pg_catalog.to_jsonb(e.totais))
      when 'string' then (pg_catalog.to_jsonb(e.totais) #>> '{}')::jsonb
      else pg_catalog.to_jsonb(e.totais)
    end
  ) = pg_catalog.jsonb_strip_nulls(v.totais) as agrees,
  v.totais @> '{"listas_omitidas": true}' as lists_omitted
from :"studio".extratos e
join extrato.versoes v on v.ano = e.ano and v.mes = e.mes and v.restaurada_em is null
where e.ano = :ano and e.mes = :mes
order by v.versao desc
limit 1

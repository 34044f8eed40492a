-- Completed with one of the temporary tables: its records that another month's archive holds, as themselves. Sessions, which may stay
-- live for months, are not asked about.
with faixa as materialized (
  select min(s.id)::bigint as primeiro, max(s.id)::bigint as ultimo from %1$s s
), outros as (
  select l.ano, l.mes, r ->> 'id' as id, r ->> 'created_at' as criada
  from faixa f
  join extrato.lotes l on l.primeiro_id is null or (l.primeiro_id <= f.ultimo and l.ultimo_id >= f.primeiro)
  join extrato.versoes v on v.ano = l.ano and v.mes = l.mes and v.versao = l.versao and v.restaurada_em is null
  cross join lateral pg_catalog.jsonb_array_elements(l.registros) r
  where l.tabela = '%2$s' and (l.ano, l.mes) <> (:ano, :mes)
)
select s.id::bigint as id, o.ano, o.mes
from %1$s s
join outros o on o.id = s.id::text and o.criada = pg_catalog.concat(s.created_at)
group by s.id, o.ano, o.mes
order by s.id, o.ano, o.mes

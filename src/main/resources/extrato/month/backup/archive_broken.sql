-- Damage in the month's batches that shows without a comparison: their numbers, and how many records each
-- holds.
with lote as (
  select l.versao, l.tabela, l.lote, l.quantidade,
    case when pg_catalog.jsonb_typeof(l.registros) = 'array' then pg_catalog.jsonb_array_length(l.registros) end as registros
  from extrato.lotes l
  join extrato.versoes v on v.ano = l.ano and v.mes = l.mes and v.versao = l.versao and v.restaurada_em is null
  where l.ano = :ano and l.mes = :mes
), prometido as (
  select v.versao, t ->> 'table' as tabela, (t ->> 'rows')::bigint as registros
  from extrato.versoes v
  cross join lateral pg_catalog.jsonb_array_elements(v.tabelas) t
  where v.ano = :ano and v.mes = :mes and v.restaurada_em is null
)
select pg_catalog.format('batch %s of %s holds %s records instead of %s', lote, tabela, coalesce(registros::text, 'no'), quantidade)
from lote
where registros is distinct from quantidade
union all
select pg_catalog.format('%s records of %s are archived instead of %s', coalesce(l.registros, 0), tabela, coalesce(p.registros, 0))
from prometido p
full join (
  select versao, tabela, sum(registros) as registros from lote group by versao, tabela
) l using (versao, tabela)
where coalesce(l.registros, 0) <> coalesce(p.registros, 0)

-- Follows selection.sql: what the month's current statement has archived, each record once.
, arquivados as (
  select l.versao, l.tabela, (r ->> 'id')::bigint as id, r as campos
  from extrato.lotes l
  join extrato.versoes v on v.ano = l.ano and v.mes = l.mes and v.versao = l.versao and v.restaurada_em is null
  cross join lateral pg_catalog.jsonb_array_elements(l.registros) r
  where l.ano = :this_year
    and l.mes = :this_month
), mais_novos as (
  -- Only a later version can hold a second copy, and only of a session that stayed and was selected again.
  select a.tabela, a.id, max(a.versao) as versao
  from arquivados a
  where a.versao > (
    select min(v.versao)
    from extrato.versoes v
    where v.ano = :this_year
      and v.mes = :this_month
      and v.restaurada_em is null
  )
  group by a.tabela, a.id
), arquivo as (
  select
    a.tabela, a.id,
    case
      when a.tabela = 'sessoes' and n.id is not null and a.campos ->> 'payment_id' is null
        then a.campos || pg_catalog.jsonb_build_object('payment_id', (
          select older.campos ->> 'payment_id'
          from arquivados older
          where older.tabela = 'sessoes' and older.id = a.id and older.campos ->> 'payment_id' is not null
          order by older.versao desc
          limit 1
        ))
      else a.campos
    end as campos
  from arquivados a
  left join mais_novos n on n.tabela = a.tabela and n.id = a.id
  where n.id is null or n.versao = a.versao
)

-- Follows selection.sql: what the month's current statement has archived, each record once.
-- A record without an id is damage, and fails just like an id that is not a number.
, arquivados as not materialized (
  select l.versao, l.tabela, coalesce(r ->> 'id', 'sem id')::bigint as id, r as campos
  from extrato.lotes l
  join extrato.versoes v on v.ano = l.ano and v.mes = l.mes and v.versao = l.versao and v.restaurada_em is null
  cross join lateral pg_catalog.jsonb_array_elements(l.registros) r
  where l.ano = :ano
    and l.mes = :mes
), mais_novos as materialized (
  -- Only a later version can hold a second copy, and only of a session that stayed and was selected again. In
  -- the other tables, the same id means another record; among sessions, so does another moment of creation.
  select a.tabela, a.id, coalesce(a.campos ->> 'created_at', '') as criada, max(a.versao) as versao
  from arquivados a
  where a.tabela = 'sessoes'
    and a.versao > (
    select min(v.versao)
    from extrato.versoes v
    where v.ano = :ano
      and v.mes = :mes
      and v.restaurada_em is null
  )
  group by a.tabela, a.id, coalesce(a.campos ->> 'created_at', '')
), ponteiros as (
  -- Such a session may have lost its payment since; the older copy still names it.
  select distinct on (a.id, n.criada) a.id, n.criada, a.campos ->> 'payment_id' as payment_id
  from arquivados a
  join mais_novos n on n.id = a.id and n.criada = coalesce(a.campos ->> 'created_at', '')
  where a.tabela = 'sessoes'
    and a.campos ->> 'payment_id' is not null
  order by a.id, n.criada, a.versao desc
), arquivo as (
  select
    a.versao, a.tabela, a.id,
    case
      when p.id is not null and a.campos ->> 'payment_id' is null
        then a.campos || pg_catalog.jsonb_build_object('payment_id', p.payment_id)
      else a.campos
    end as campos
  from arquivados a
  left join mais_novos n on n.tabela = a.tabela and n.id = a.id and n.criada = coalesce(a.campos ->> 'created_at', '')
  left join ponteiros p on p.id = n.id and p.criada = n.criada
  where n.id is null or n.versao = a.versao
)

-- Follows archived.sql: the month's archived sessions, with the values that identify those that stayed.
select a.id, a.campos, f.criada, f.cliente
from arquivo a
left join lateral (
  select a.campos ->> 'created_at' as criada, a.campos ->> 'cliente_id' as cliente
) f on (a.versao, a.id) in (
  select v.versao, pg_catalog.unnest(v.ficaram)
  from extrato.versoes v
  where v.ano = :ano and v.mes = :mes and v.restaurada_em is null
)
where a.tabela = 'sessoes'

-- Follows selection.sql and archived.sql: one table's archived records as a statement's list has them, for a month too large for lists.
-- Names can change after the closing: artists have the name that their version of the statement knows, clients their number.
, nomes as materialized (
  select coalesce((
    select pg_catalog.to_jsonb(v) -> 'documento' -> 'artistas'
    from extrato.versoes v
    where v.ano = :ano and v.mes = :mes and v.restaurada_em is null
    order by v.versao desc
    limit 1
  ), '{}') as artistas
)
select pg_catalog.json_build_object(
  'id', a.id,
  'data', a.campos ->> 'data',
  'created_at', a.campos ->> 'created_at',
  'cliente_name', 'nº ' || (a.campos ->> 'cliente_id'),
  'artista_name', coalesce(n.artistas ->> (a.campos ->> 'artista_id'), 'nº ' || (a.campos ->> 'artista_id')),
  'valor', (a.campos ->> 'valor')::numeric(20,2),
  'percentual', (a.campos ->> 'percentual')::numeric(20,2),
  'status', a.campos ->> 'status',
  'descricao', a.campos ->> 'descricao',
  'forma_pagamento', a.campos ->> 'forma_pagamento',
  'categoria', a.campos ->> 'categoria',
  'observacoes', a.campos ->> 'observacoes',
  'sessao_id', (a.campos ->> 'sessao_id')::bigint,
  'created_by', (a.campos ->> 'created_by')::bigint
)::text
from arquivo a, nomes n
where a.tabela = :tabela
order by (a.campos ->> 'data')::date, a.id

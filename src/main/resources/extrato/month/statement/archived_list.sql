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
select case :tabela
  when 'pagamentos' then pg_catalog.json_build_object(
    'id', a.id,
    'data', a.campos ->> 'data',
    'cliente_name', 'nº ' || (a.campos ->> 'cliente_id'),
    'artista_name', coalesce(n.artistas ->> (a.campos ->> 'artista_id'), 'nº ' || (a.campos ->> 'artista_id')),
    'forma_pagamento', a.campos ->> 'forma_pagamento',
    'valor', (a.campos ->> 'valor')::numeric(20,2),
    'sessao_id', (a.campos ->> 'sessao_id')::bigint,
    'observacoes', a.campos ->> 'observacoes'
  )
  when 'sessoes' then pg_catalog.json_build_object(
    'id', a.id,
    'data', a.campos ->> 'data',
    'cliente_name', 'nº ' || (a.campos ->> 'cliente_id'),
    'artista_name', coalesce(n.artistas ->> (a.campos ->> 'artista_id'), 'nº ' || (a.campos ->> 'artista_id')),
    'status', a.campos ->> 'status',
    'valor', (a.campos ->> 'valor')::numeric(20,2),
    'observacoes', a.campos ->> 'observacoes'
  )
  when 'comissoes' then pg_catalog.json_build_object(
    'id', a.id,
    'created_at', a.campos ->> 'created_at',
    'artista_name', coalesce(n.artistas ->> (a.campos ->> 'artista_id'), 'nº ' || (a.campos ->> 'artista_id')),
    'percentual', (a.campos ->> 'percentual')::numeric(20,2),
    'valor', (a.campos ->> 'valor')::numeric(20,2),
    'observacoes', a.campos ->> 'observacoes'
  )
  when 'gastos' then pg_catalog.json_build_object(
    'id', a.id,
    'data', a.campos ->> 'data',
    'descricao', a.campos ->> 'descricao',
    'forma_pagamento', a.campos ->> 'forma_pagamento',
    'categoria', a.campos ->> 'categoria',
    'valor', (a.campos ->> 'valor')::numeric(20,2),
    'created_by', (a.campos ->> 'created_by')::bigint
  )
end::text
from arquivo a, nomes n
where a.tabela = :tabela
order by (a.campos ->> 'data')::date, a.id

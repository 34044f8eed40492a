-- Follows selection.sql and archived.sql: the lists of the statement, made from the archive.
-- If a client's name was deleted after an earlier version of the statement was written, it is taken from that
-- version.
, anterior as (
  -- Each id once: the old generator's list may name a session that this tool's list names too.
  select distinct on (lista.nome, (item ->> 'id')::bigint)
    lista.nome as lista, (item ->> 'id')::bigint as id,
    item ->> 'cliente_name' as cliente_name
  from :"studio".extratos e
  cross join lateral (values
    ('pagamentos', pg_catalog.to_jsonb(e.pagamentos)),
    ('sessoes', pg_catalog.to_jsonb(e.sessoes)),
    ('comissoes', pg_catalog.to_jsonb(e.comissoes))
  ) as lista (nome, conteudo)
  cross join lateral pg_catalog.jsonb_array_elements(
    case pg_catalog.jsonb_typeof(lista.conteudo)
      when 'string' then (lista.conteudo #>> '{}')::jsonb
      else lista.conteudo
    end
  ) item
  where e.ano = :ano
    and e.mes = :mes
  order by lista.nome, (item ->> 'id')::bigint, item ->> 'cliente_name'
), pagamento as (
  select a.id, a.campos, c.name as cliente, u.name as artista
  from arquivo a
  left join :"studio".clients c on c.id = (a.campos ->> 'cliente_id')::bigint
  left join :"studio".users u on u.id = (a.campos ->> 'artista_id')::bigint
  where a.tabela = 'pagamentos'
), sessao as (
  select a.id, a.campos, c.name as cliente, u.name as artista
  from arquivo a
  left join :"studio".clients c on c.id = (a.campos ->> 'cliente_id')::bigint
  left join :"studio".users u on u.id = (a.campos ->> 'artista_id')::bigint
  where a.tabela = 'sessoes'
), lista_pagamentos as (
  select pg_catalog.json_agg(pg_catalog.json_build_object(
    'id', p.id,
    'data', p.campos ->> 'data',
    'cliente_name', coalesce(p.cliente, antes.cliente_name),
    'artista_name', p.artista,
    'valor', (p.campos ->> 'valor')::numeric(20,2),
    'forma_pagamento', p.campos ->> 'forma_pagamento',
    'observacoes', p.campos ->> 'observacoes',
    'sessao_id', (p.campos ->> 'sessao_id')::bigint,
    'sessao_data', s.campos ->> 'data'
  ) order by (p.campos ->> 'data')::date, p.id) as itens
  from pagamento p
  left join sessao s on s.id = (p.campos ->> 'sessao_id')::bigint
  left join anterior antes on antes.lista = 'pagamentos' and antes.id = p.id
), lista_sessoes as (
  select pg_catalog.json_agg(pg_catalog.json_build_object(
    'id', s.id,
    'data', s.campos ->> 'data',
    'cliente_name', coalesce(s.cliente, antes.cliente_name),
    'artista_name', s.artista,
    'valor', (s.campos ->> 'valor')::numeric(20,2),
    'status', s.campos ->> 'status',
    'observacoes', s.campos ->> 'observacoes'
  ) order by (s.campos ->> 'data')::date, s.id) as itens
  from sessao s
  left join anterior antes on antes.lista = 'sessoes' and antes.id = s.id
), sessao_paga as (
  -- The session whose client is used if the payment has none.
  select distinct on (pagamento_id) pagamento_id, cliente
  from (
    select p.id as pagamento_id, s.cliente, s.id
    from pagamento p
    join sessao s on s.id = (p.campos ->> 'sessao_id')::bigint
    union all
    select (s.campos ->> 'payment_id')::bigint, s.cliente, s.id
    from sessao s
    where s.campos ->> 'payment_id' is not null
  ) ligadas
  where cliente is not null
  order by pagamento_id, id
), entrada as (
  -- When a commission was entered, in ISO 8601: in the studio's time, with the offset if the column has one.
  select
    t.id, t.texto, (t.texto::timestamptz :local_moment)::timestamp as aqui,
    extract(epoch from (t.texto::timestamptz :local_moment)::timestamp - (t.texto::timestamptz at time zone 'UTC'))::integer / 60
      as minutos
  from (select a.id, a.campos ->> 'created_at' as texto from arquivo a where a.tabela = 'comissoes') t
  where pg_catalog.isfinite(t.texto::timestamptz) and pg_catalog.right(t.texto, 2) <> 'BC'
), entrada_iso as (
  select e.id,
    pg_catalog.replace(pg_catalog.to_char(e.aqui, 'YYYY-MM-DD"T"HH24:MI:SS.US'), '.000000', '')
      || case when pg_catalog.right(e.texto, 3) = '+00' then
        case when e.minutos < 0 then '-' else '+' end
          || pg_catalog.to_char(pg_catalog.abs(e.minutos) / 60, 'FM00') || ':'
          || pg_catalog.to_char(pg_catalog.abs(e.minutos) % 60, 'FM00')
        else ''
      end as created_at
  from entrada e
), lista_comissoes as (
  select pg_catalog.json_agg(pg_catalog.json_build_object(
    'id', a.id,
    'created_at', coalesce(ei.created_at, a.campos ->> 'created_at'),
    'artista_name', u.name,
    'cliente_name', coalesce(p.cliente, paga.cliente, antes.cliente_name),
    'pagamento_valor', (p.campos ->> 'valor')::numeric(20,2),
    'pagamento_data', p.campos ->> 'data',
    'percentual', (a.campos ->> 'percentual')::numeric(20,2),
    'valor', (a.campos ->> 'valor')::numeric(20,2),
    'observacoes', a.campos ->> 'observacoes'
  ) order by a.id) as itens
  from arquivo a
  left join pagamento p on p.id = (a.campos ->> 'pagamento_id')::bigint
  left join sessao_paga paga on paga.pagamento_id = p.id
  left join entrada_iso ei on ei.id = a.id
  left join :"studio".users u on u.id = (a.campos ->> 'artista_id')::bigint
  left join anterior antes on antes.lista = 'comissoes' and antes.id = a.id
  where a.tabela = 'comissoes'
), lista_gastos as (
  select pg_catalog.json_agg(pg_catalog.json_build_object(
    'id', a.id,
    'data', a.campos ->> 'data',
    'valor', (a.campos ->> 'valor')::numeric(20,2),
    'descricao', a.campos ->> 'descricao',
    'forma_pagamento', a.campos ->> 'forma_pagamento',
    'categoria', a.campos ->> 'categoria',
    'created_by', (a.campos ->> 'created_by')::bigint
  ) order by (a.campos ->> 'data')::date, a.id) as itens
  from arquivo a
  where a.tabela = 'gastos'
), listas as (
  select
    coalesce(p.itens, '[]') as pagamentos,
    coalesce(s.itens, '[]') as sessoes,
    coalesce(c.itens, '[]') as comissoes,
    coalesce(g.itens, '[]') as gastos
  from lista_pagamentos p, lista_sessoes s, lista_comissoes c, lista_gastos g
)

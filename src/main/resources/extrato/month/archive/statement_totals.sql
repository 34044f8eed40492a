-- The totals of the statement that the web page reads, read back from the statement itself.
with linha as (
  select
    e.id, lista.nome,
    case pg_catalog.jsonb_typeof(lista.conteudo)
      when 'string' then (lista.conteudo #>> '{}')::jsonb
      else lista.conteudo
    end as itens
  from :"studio".extratos e
  cross join lateral (values
    ('pagamentos', pg_catalog.to_jsonb(e.pagamentos)),
    ('sessoes', pg_catalog.to_jsonb(e.sessoes)),
    ('comissoes', pg_catalog.to_jsonb(e.comissoes)),
    ('gastos', pg_catalog.to_jsonb(e.gastos))
  ) as lista (nome, conteudo)
  where e.ano = :ano and e.mes = :mes
), item as (
  select
    l.nome as tabela, (i ->> 'valor')::numeric as valor,
    coalesce(i ->> 'artista_name', '') as artista,
    coalesce(i ->> 'forma_pagamento', '') as forma,
    coalesce(nullif(i ->> 'categoria', ''), 'Outros') as categoria
  from linha l
  cross join lateral pg_catalog.jsonb_array_elements(l.itens) i
)
select 'tabela' as dimensao, tabela as chave, count(*) as registros, pg_catalog.round(coalesce(sum(valor), 0), 2) as valor
from item group by tabela
union all
select case tabela when 'pagamentos' then 'receita por artista' else 'comissao por artista' end, artista, count(*),
  pg_catalog.round(coalesce(sum(valor), 0), 2)
from item where tabela in ('pagamentos', 'comissoes') group by tabela, artista
union all
select case tabela when 'pagamentos' then 'receita por forma' else 'gastos por forma' end, forma, count(*),
  pg_catalog.round(coalesce(sum(valor), 0), 2)
from item where tabela in ('pagamentos', 'gastos') group by tabela, forma
union all
select 'gastos por categoria', categoria, count(*), pg_catalog.round(coalesce(sum(valor), 0), 2)
from item where tabela = 'gastos' group by categoria

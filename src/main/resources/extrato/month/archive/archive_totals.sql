-- Follows selection.sql and archived.sql: the totals of the month's archive, read back from the archive
-- itself.
, valores as (
  select
    a.tabela, (a.campos ->> 'valor')::numeric as valor,
    coalesce(a.campos ->> 'artista_id', '') as artista,
    coalesce(a.campos ->> 'forma_pagamento', '') as forma,
    coalesce(nullif(a.campos ->> 'categoria', ''), 'Outros') as categoria
  from arquivo a
), somas as materialized (
  -- The only pass over the records; the rest adds up these few sums.
  select tabela, artista, forma, categoria, count(*) as registros, coalesce(sum(valor), 0) as valor
  from valores
  group by tabela, artista, forma, categoria
)
select 'tabela' as dimensao, tabela as chave, sum(registros) as registros, sum(valor) as valor
from somas group by tabela
union all
select case tabela when 'pagamentos' then 'receita por artista' else 'comissao por artista' end, artista, sum(registros), sum(valor)
from somas where tabela in ('pagamentos', 'comissoes') group by tabela, artista
union all
select case tabela when 'pagamentos' then 'receita por forma' else 'gastos por forma' end, forma, sum(registros), sum(valor)
from somas where tabela in ('pagamentos', 'gastos') group by tabela, forma
union all
select 'gastos por categoria', categoria, sum(registros), sum(valor)
from somas where tabela = 'gastos' group by categoria

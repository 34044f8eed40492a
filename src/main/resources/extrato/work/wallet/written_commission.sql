-- The percentage of the commission that a transfer wrote, live or out of the archive; known as its payment is.
with escrito as (
  select r.registro, r.valor, r.transferencia
  from extrato.registros r
  where r.transferencia = :transfer and r.tabela = 'comissoes'
), comissao as (
  select c.id::text as id, c.valor::numeric as valor, c.percentual::text as percent, c.observacoes::text as observacoes,
    0 as place, 0 as versao
  from :"studio".comissoes c
  union all
  select a.id, (a.registro ->> 'valor')::numeric, a.registro ->> 'percentual', a.registro ->> 'observacoes', 1, a.versao
  from extrato.arquivo a
  where a.tabela = 'comissoes'
), notado as (
  select c.*, pg_catalog.substring(c.observacoes, cast(:remark as text))::bigint as transferencia
  from comissao c
)
select n.percent
from escrito e
join notado n on n.valor * 100 = e.valor
  and (n.transferencia = e.transferencia or (n.transferencia is null and n.id = e.registro::text))
order by n.transferencia nulls last, n.place, n.versao desc
limit 1

-- The percentage of a commission that a transfer wrote, live or out of the archive.
with escrito as (
  select c.percentual::text as percent, 0 as place
  from :"studio".comissoes c
  where c.id = :id
  union all
  (
    select a.registro ->> 'percentual', 1
    from extrato.arquivo a
    where a.tabela = 'comissoes' and a.id = (:id)::text
    order by a.versao desc
    limit 1
  )
)
select e.percent
from escrito e
order by e.place
limit 1

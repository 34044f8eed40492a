-- Follows selection.sql: the records that the operator leaves live, and those that must stay with them: a
-- session's payments, which would otherwise leave without it, and a commission's payment, because the
-- commission refers to it.
, pedidos as (
  select p.tabela, p.id
  from unnest(cast(:tabelas as text[]), cast(:ids as bigint[])) as p (tabela, id)
), sessoes_deixadas as (
  select m.id
  from sessoes_do_mes m
  join pedidos p on p.tabela = 'sessoes' and p.id = m.id
), comissoes_deixadas as (
  select c.id, c.pagamento_id
  from :"studio".comissoes c
  join pedidos p on p.tabela = 'comissoes' and p.id = c.id
  where c.id in (select m.id from comissoes_do_mes m)
)
select 'sessoes' as tabela, d.id::bigint as id
from sessoes_deixadas d
union
select 'comissoes', d.id::bigint
from comissoes_deixadas d
union
select 'gastos', m.id::bigint
from gastos_do_mes m
join pedidos p on p.tabela = 'gastos' and p.id = m.id
union
select 'pagamentos', m.id::bigint
from pagamentos_do_mes m
where m.id in (select p.id from pedidos p where p.tabela = 'pagamentos')
  or m.sessao_id in (select d.id from sessoes_deixadas d)
  or m.id in (select s.payment_id from :"studio".sessoes s join sessoes_deixadas d on d.id = s.id)
  or m.id in (select d.pagamento_id from comissoes_deixadas d)
order by 1, 2

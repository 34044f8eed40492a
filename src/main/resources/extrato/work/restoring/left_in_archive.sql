-- What stays in the archive with these staged records: a session's payments, a payment's commissions, and the
-- sessions tied to such a payment. A session that comes back anyway, because of another payment, or is live,
-- is archived as one that stays.
with pedidos as (
  select p.tabela, p.id
  from unnest(cast(:tabelas as text[]), cast(:ids as bigint[])) as p (tabela, id)
), sessoes_pedidas as (
  select s.id, s.payment_id
  from pg_temp.extrato_sessoes s
  join pedidos p on p.tabela = 'sessoes' and p.id = s.id
), pagamentos_deixados as (
  select m.id, m.sessao_id
  from pg_temp.extrato_pagamentos m
  where m.id in (select p.id from pedidos p where p.tabela = 'pagamentos')
    or m.sessao_id in (select s.id from sessoes_pedidas s)
    or m.id in (select s.payment_id from sessoes_pedidas s)
), sessoes_ligadas as (
  select s.id, s.payment_id, false as viva
  from pg_temp.extrato_sessoes s
  where s.id in (select p.id from sessoes_pedidas p)
    or s.payment_id in (select d.id from pagamentos_deixados d)
    or s.id in (select d.sessao_id from pagamentos_deixados d)
  union
  select f.id, f.payment_id, true
  from pg_temp.extrato_ficaram f
  where f.payment_id in (select d.id from pagamentos_deixados d)
    or f.id in (select d.sessao_id from pagamentos_deixados d)
)
select 'pagamentos' as tabela, d.id::bigint as id, false as fica
from pagamentos_deixados d
union all
select 'sessoes', s.id::bigint,
  s.viva
  or exists (
    select from pg_temp.extrato_pagamentos m
    where (m.sessao_id = s.id or m.id = s.payment_id)
      and not exists (select from pagamentos_deixados d where d.id = m.id)
  )
from sessoes_ligadas s
union all
select 'comissoes', c.id::bigint, false
from pg_temp.extrato_comissoes c
where c.id in (select p.id from pedidos p where p.tabela = 'comissoes')
  or c.pagamento_id in (select d.id from pagamentos_deixados d)
union all
select 'gastos', g.id::bigint, false
from pg_temp.extrato_gastos g
where g.id in (select p.id from pedidos p where p.tabela = 'gastos')
order by 1, 2

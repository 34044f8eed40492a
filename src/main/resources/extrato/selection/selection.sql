-- The one rule that says which records are a month. Every statement that backs up, archives or deletes begins with it.
-- The month stands in it as plain values, :first_day and the others: the server then knows how many rows to expect.
-- What the operator leaves live, by :left_pagamentos and the others, is as little the month's as a record of another month.
with pagamentos_do_mes as not materialized (
  select p.id, p.sessao_id
  from :"studio".pagamentos p
  where p.data >= :first_day
    and p.data < :next_month
    and p.id <> all (:left_pagamentos)
), sessoes_do_mes as (
  -- Whatever their own date and status: the payment decides, pointed at from either side.
  select s.id
  from :"studio".sessoes s
  where s.payment_id in (select id from pagamentos_do_mes)
  union
  select p.sessao_id
  from pagamentos_do_mes p
  where p.sessao_id is not null
), sessoes_que_ficam as (
  -- A payment outside the month refers to them too: they leave with the last payment that does.
  select m.id
  from sessoes_do_mes m
  join :"studio".pagamentos other on other.sessao_id = m.id
  where (other.data >= :first_day and other.data < :next_month and other.id <> all (:left_pagamentos)) is not true
  union
  select m.id
  from sessoes_do_mes m
  join :"studio".sessoes s on s.id = m.id
  join :"studio".pagamentos other on other.id = s.payment_id
  where (other.data >= :first_day and other.data < :next_month and other.id <> all (:left_pagamentos)) is not true
), comissoes_do_mes as (
  select c.id
  from :"studio".comissoes c
  where c.pagamento_id in (select id from pagamentos_do_mes)
  union all
  select c.id
  from :"studio".comissoes c
  where c.pagamento_id is null
    and c.created_at >= :first_moment
    and c.created_at < :next_moment
    and c.id <> all (:left_comissoes)
), gastos_do_mes as (
  select g.id
  from :"studio".gastos g
  where g.data >= :first_day
    and g.data < :next_month
    and g.id <> all (:left_gastos)
)

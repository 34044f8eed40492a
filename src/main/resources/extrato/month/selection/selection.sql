-- The one rule that says which records are a month. Every statement that backs up, archives or deletes begins
-- with it.
-- The month is written into it as plain values (:first_day and others), so that the server knows how many
-- rows to expect.
-- Records that the operator leaves live (:left_pagamentos and others) are treated like records of another
-- month.
-- It also runs on the studio's own path, where anybody may have created operators, so each is named with its
-- schema.
with pagamentos_do_mes as not materialized (
  select p.id, p.sessao_id
  from :"studio".pagamentos p
  where p.data operator(pg_catalog.>=) :first_day
    and p.data operator(pg_catalog.<) :next_month
    and p.id operator(pg_catalog.<>) all (:left_pagamentos)
), sessoes_do_mes as (
  -- The payment alone decides, whatever the session's own date and status, and whichever of the two refers to
  -- the other.
  select s.id
  from :"studio".sessoes s
  where s.payment_id operator(pg_catalog.=) any (select id from pagamentos_do_mes)
  union
  select p.sessao_id
  from pagamentos_do_mes p
  where p.sessao_id is not null
), sessoes_que_ficam as (
  -- A payment outside the month refers to these sessions too. They leave with the last payment that refers to
  -- them.
  select m.id
  from sessoes_do_mes m
  join :"studio".pagamentos other on other.sessao_id operator(pg_catalog.=) m.id
  where (other.data operator(pg_catalog.>=) :first_day and other.data operator(pg_catalog.<) :next_month and other.id operator(pg_catalog.<>) all (:left_pagamentos)) is not true
  union
  select m.id
  from sessoes_do_mes m
  join :"studio".sessoes s on s.id operator(pg_catalog.=) m.id
  join :"studio".pagamentos other on other.id operator(pg_catalog.=) s.payment_id
  where (other.data operator(pg_catalog.>=) :first_day and other.data operator(pg_catalog.<) :next_month and other.id operator(pg_catalog.<>) all (:left_pagamentos)) is not true
), comissoes_do_mes as (
  select c.id
  from :"studio".comissoes c
  where c.pagamento_id operator(pg_catalog.=) any (select id from pagamentos_do_mes)
  union all
  select c.id
  from :"studio".comissoes c
  where c.pagamento_id is null
    and c.created_at operator(pg_catalog.>=) :first_moment
    and c.created_at operator(pg_catalog.<) :next_moment
    and c.id operator(pg_catalog.<>) all (:left_comissoes)
), gastos_do_mes as (
  select g.id
  from :"studio".gastos g
  where g.data operator(pg_catalog.>=) :first_day
    and g.data operator(pg_catalog.<) :next_month
    and g.id operator(pg_catalog.<>) all (:left_gastos)
)

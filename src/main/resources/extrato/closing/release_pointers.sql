-- Follows selection.sql: a session that stays lets go of the payment that leaves.
update :"studio".sessoes s
set payment_id = null
where s.id in (select id from sessoes_que_ficam)
  and s.payment_id in (select id from pagamentos_do_mes)

-- Follows selection.sql: how many live records the month has, and how many of its sessions will stay.
select
  (select count(*) from pagamentos_do_mes) as pagamentos,
  (select count(*) from sessoes_do_mes) as sessoes,
  (select count(*) from comissoes_do_mes) as comissoes,
  (select count(*) from gastos_do_mes) as gastos,
  (select count(*) from sessoes_que_ficam) as ficam,
  (select count(*) from :"studio".comissoes c where c.pagamento_id is null and c.created_at is null) as sem_data

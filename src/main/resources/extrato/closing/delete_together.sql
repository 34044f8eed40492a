-- Follows selection.sql: all four tables in one statement, for a studio whose own keys leave no order in which one could go
-- before the other.
, comissoes_fora as (
  delete from :"studio".comissoes
  where id in (select id from comissoes_do_mes)
  returning id
), gastos_fora as (
  delete from :"studio".gastos
  where id in (select id from gastos_do_mes)
  returning id
), sessoes_soltas as (
  update :"studio".sessoes
  set payment_id = null
  where id in (select id from sessoes_que_ficam)
    and payment_id in (select id from pagamentos_do_mes)
), sessoes_fora as (
  delete from :"studio".sessoes
  where id in (select id from sessoes_do_mes)
    and id not in (select id from sessoes_que_ficam)
  returning id
), pagamentos_fora as (
  delete from :"studio".pagamentos
  where id in (select id from pagamentos_do_mes)
  returning id
)
select
  (select count(*) from pagamentos_fora) as pagamentos,
  (select count(*) from sessoes_fora) as sessoes,
  (select count(*) from comissoes_fora) as comissoes,
  (select count(*) from gastos_fora) as gastos,
  (select count(*) from sessoes_que_ficam) as ficam

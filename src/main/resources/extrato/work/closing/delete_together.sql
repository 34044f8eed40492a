-- Follows selection.sql: deletes from all four tables in one statement, for a studio whose own keys allow no
-- order.
, ficam as (
  -- The sessions that the version's record lists, which were found together with the records.
  select pg_catalog.unnest(v.ficaram) as id
  from extrato.versoes v
  where v.ano operator(pg_catalog.=) :ano
    and v.mes operator(pg_catalog.=) :mes
    and v.versao operator(pg_catalog.=) :versao
), comissoes_fora as (
  delete from :"studio".comissoes
  where id operator(pg_catalog.=) any (select id from comissoes_do_mes)
  returning id
), gastos_fora as (
  delete from :"studio".gastos
  where id operator(pg_catalog.=) any (select id from gastos_do_mes)
  returning id
), sessoes_soltas as (
  update :"studio".sessoes
  set payment_id = null
  where id operator(pg_catalog.=) any (select id from ficam)
    and payment_id operator(pg_catalog.=) any (select id from pagamentos_do_mes)
  returning *
), sessoes_fora as (
  delete from :"studio".sessoes
  where id operator(pg_catalog.=) any (select id from sessoes_do_mes)
    and not id operator(pg_catalog.=) any (select id from ficam)
  returning id
), pagamentos_fora as (
  delete from :"studio".pagamentos
  where id operator(pg_catalog.=) any (select id from pagamentos_do_mes)
  returning id
)

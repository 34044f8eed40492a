-- Follows selection.sql: one statement, because the two tables refer to each other and neither key can be
-- deferred, and because a second statement would no longer select a session that has lost its payment.
, ficam as (
  -- The sessions that the version's record lists, which were found together with the records.
  select pg_catalog.unnest(v.ficaram) as id
  from extrato.versoes v
  where v.ano operator(pg_catalog.=) :ano
    and v.mes operator(pg_catalog.=) :mes
    and v.versao operator(pg_catalog.=) :versao
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

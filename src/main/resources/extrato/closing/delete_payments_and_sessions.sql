-- Follows selection.sql: in one statement, because the two tables refer to each other and neither key waits for the commit,
-- and because a session that has let go of its payment would no longer be the month's for a second statement.
, ficam as (
  -- As the version's record has them: what is to stay was found out with the records.
  select pg_catalog.unnest(v.ficaram) as id
  from extrato.versoes v
  where v.ano = :this_year and v.mes = :this_month and v.versao = :versao
), sessoes_soltas as (
  update :"studio".sessoes
  set payment_id = null
  where id in (select id from ficam)
    and payment_id in (select id from pagamentos_do_mes)
), sessoes_fora as (
  delete from :"studio".sessoes
  where id in (select id from sessoes_do_mes)
    and id not in (select id from ficam)
  returning id
), pagamentos_fora as (
  delete from :"studio".pagamentos
  where id in (select id from pagamentos_do_mes)
  returning id
)
select
  (select count(*) from pagamentos_fora) as pagamentos,
  (select count(*) from sessoes_fora) as sessoes,
  (select count(*) from ficam) as ficam

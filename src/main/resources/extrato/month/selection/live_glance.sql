-- Follows selection.sql: whether the month has live records, and about how many, without following
-- references.
select
  exists (select from pagamentos_do_mes)
    or exists (select from gastos_do_mes)
    or exists (select from comissoes_do_mes) as ha_registros,
  3 * (select count(*) from pagamentos_do_mes) + (select count(*) from gastos_do_mes) as cerca_de,
  (select count(*) from :"studio".comissoes c where c.pagamento_id is null and c.created_at is null) as sem_data

-- What the role needs for `extrato renumber`, beside what docs/grants/backup.sql gives.
-- Any other table that refers to the record must be updatable too, in the column that does.
--   psql -v role=extrato -v studio=public -f docs/grants/renumber.sql
grant update (id) on
  :"studio".pagamentos, :"studio".sessoes, :"studio".comissoes, :"studio".gastos
  to :"role";
grant update (sessao_id) on :"studio".pagamentos to :"role";
grant update (payment_id) on :"studio".sessoes to :"role";
grant update (pagamento_id) on :"studio".comissoes to :"role";
-- The lock's row: a run that comes later sees that it changed.
grant update (schema_name) on extrato.studio to :"role";
grant usage, select, update on sequence
  :"studio".pagamentos_id_seq, :"studio".sessoes_id_seq, :"studio".comissoes_id_seq, :"studio".gastos_id_seq
  to :"role";

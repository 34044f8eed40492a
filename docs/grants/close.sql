-- What the role needs for `extrato extrato` and `extrato monthly`, backup and verify included.
-- Any other table that refers to the four must be readable too: `extrato doctor` names it.
--   psql -v role=extrato -v studio=public -f docs/grants/close.sql
grant usage on schema :"studio" to :"role";
grant usage on schema extrato to :"role";
grant select, delete on
  :"studio".pagamentos, :"studio".sessoes, :"studio".comissoes, :"studio".gastos
  to :"role";
grant update (payment_id) on :"studio".sessoes to :"role";
grant select (id, name) on :"studio".clients, :"studio".users to :"role";
grant select, insert, update on :"studio".extratos, :"studio".extrato_run_logs to :"role";
grant select, insert on :"studio".extrato_snapshots to :"role";
grant usage on sequence
  :"studio".extratos_id_seq, :"studio".extrato_run_logs_id_seq, :"studio".extrato_snapshots_id_seq
  to :"role";
grant select on extrato.migrations, extrato.studio to :"role";
-- The lock's row: a run that comes later sees that it changed.
grant update (schema_name, servidor, banco, copia_desde) on extrato.studio to :"role";
grant select, insert on extrato.versoes, extrato.lotes, extrato.geracoes to :"role";
grant select, insert, update on extrato.runs to :"role";
-- The wallet is backed up with the months.
grant select on
  extrato.contas, extrato.transferencias, extrato.lancamentos, extrato.retencoes, extrato.registros
  to :"role";

-- What the role needs for `extrato wallet`. Nobody but the owner of the tables needs a right to write to them.
--   psql -v role=extrato -v studio=public -f docs/grants/wallet.sql
grant usage on schema :"studio" to :"role";
grant usage on schema extrato to :"role";
grant select on
  extrato.migrations, extrato.studio, extrato.geracoes, extrato.runs, extrato.contas, extrato.transferencias, extrato.lancamentos,
  extrato.retencoes, extrato.registros
  to :"role";
-- Which server and database these are is noted where it is not known yet.
grant update (servidor, banco, copia_desde) on extrato.studio to :"role";
grant execute on function extrato.lancar, extrato.registrar to :"role";
grant select (id, name) on :"studio".clients, :"studio".users to :"role";
-- For `release --session`, which writes payment and commission, and for `check`, which looks for them.
grant select on :"studio".sessoes to :"role";
grant select, insert on :"studio".pagamentos, :"studio".comissoes to :"role";
grant usage on sequence :"studio".pagamentos_id_seq, :"studio".comissoes_id_seq to :"role";
grant select on extrato.versoes, extrato.arquivo to :"role";

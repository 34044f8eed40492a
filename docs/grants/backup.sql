-- What the role needs for `extrato backup` (and for every command that takes a backup first).
-- To be run by the owner of the tables:  psql -v role=extrato -v studio=public -f docs/grants/backup.sql
grant usage on schema :"studio" to :"role";
grant usage on schema extrato to :"role";
grant select on
  :"studio".pagamentos, :"studio".sessoes, :"studio".comissoes, :"studio".gastos, :"studio".extratos
  to :"role";
grant select on extrato.migrations, extrato.studio, extrato.versoes, extrato.lotes to :"role";
grant select, insert on extrato.geracoes to :"role";
-- Which server and database these are is noted where it is not known yet.
grant update (servidor, banco, copia_desde) on extrato.studio to :"role";
grant select, insert, update on extrato.runs to :"role";
-- The wallet is backed up with the months.
grant select on
  extrato.contas, extrato.transferencias, extrato.lancamentos, extrato.retencoes, extrato.registros
  to :"role";

-- What the role needs for `extrato verify`. With select alone on extrato.runs the run is in the log only.
--   psql -v role=extrato -v studio=public -f docs/grants/verify.sql
grant usage on schema :"studio" to :"role";
grant usage on schema extrato to :"role";
grant select on
  :"studio".pagamentos, :"studio".sessoes, :"studio".comissoes, :"studio".gastos, :"studio".extratos
  to :"role";
grant select (id, name) on :"studio".users to :"role";
grant select on extrato.migrations, extrato.studio, extrato.versoes, extrato.lotes, extrato.geracoes to :"role";
grant select, insert, update on extrato.runs to :"role";

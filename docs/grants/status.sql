-- What the role needs for `extrato status`, `history` and `show`: a monitor's role, which changes nothing.
-- Before `extrato init` there is no schema extrato, and the first half is enough.
--   psql -v role=monitor -v studio=public -f docs/grants/status.sql
grant usage on schema :"studio" to :"role";
grant select on
  :"studio".pagamentos, :"studio".sessoes, :"studio".comissoes, :"studio".gastos,
  :"studio".extratos, :"studio".extrato_run_logs
  to :"role";
grant usage on schema extrato to :"role";
grant select on extrato.migrations, extrato.studio, extrato.versoes, extrato.lotes, extrato.geracoes, extrato.runs to :"role";

-- What the role needs for `extrato token`, and for `extrato serve` beside what its calls need: backup.sql, close.sql, status.sql.
--   psql -v role=extrato -v studio=public -f docs/grants/serve.sql
grant usage on schema :"studio" to :"role";
grant usage on schema extrato to :"role";
grant select on extrato.migrations, extrato.studio to :"role";
grant select, insert on extrato.tokens to :"role";
grant update (revogado_em, revogado_por) on extrato.tokens to :"role";
-- Which server and database these are is noted where it is not known yet.
grant update (servidor, banco, copia_desde) on extrato.studio to :"role";
grant select on extrato.geracoes, extrato.runs, extrato.versoes to :"role";

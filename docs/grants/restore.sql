-- What the role needs for `extrato restore` and `extrato drill`, beside what docs/grants/close.sql gives.
-- A careful administrator gives it to another role, or only when it is needed.
--   psql -v role=extrato -v studio=public -f docs/grants/restore.sql
grant insert on
  :"studio".pagamentos, :"studio".sessoes, :"studio".comissoes, :"studio".gastos
  to :"role";
grant delete on :"studio".extratos to :"role";
grant update on extrato.versoes to :"role";
grant update (origem) on extrato.geracoes to :"role";
grant select, update on sequence
  :"studio".pagamentos_id_seq, :"studio".sessoes_id_seq, :"studio".comissoes_id_seq, :"studio".gastos_id_seq
  to :"role";
-- `grant temporary on database … to …` as well, where it was taken from the public role.

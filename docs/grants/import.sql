-- What the role needs for `extrato import` and `import --undo`, beside what docs/grants/close.sql gives.
-- A careful administrator gives it to another role, or only when it is needed.
--   psql -v role=extrato -v studio=public -f docs/grants/import.sql
grant insert on
  :"studio".pagamentos, :"studio".sessoes, :"studio".comissoes, :"studio".gastos
  to :"role";
grant select, insert, delete on :"studio".clients, :"studio".users to :"role";
-- Only for `--mode merge --update`, and to undo it.
grant update on
  :"studio".pagamentos, :"studio".sessoes, :"studio".comissoes, :"studio".gastos,
  :"studio".clients, :"studio".users
  to :"role";
grant select, insert, update on extrato.importacoes to :"role";
grant select, update on sequence
  :"studio".pagamentos_id_seq, :"studio".sessoes_id_seq, :"studio".comissoes_id_seq, :"studio".gastos_id_seq,
  :"studio".clients_id_seq, :"studio".users_id_seq
  to :"role";
-- `grant temporary on database … to …` as well, where it was taken from the public role.

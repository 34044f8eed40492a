-- What the role needs for `extrato wallet restore`, beside what docs/grants/wallet.sql gives: it works on an empty ledger only.
-- A careful administrator gives it when it is needed.
--   psql -v role=extrato -v studio=public -f docs/grants/wallet-restore.sql
grant execute on function extrato.devolver to :"role";

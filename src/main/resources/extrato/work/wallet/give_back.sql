-- Takes lines of a backup into a ledger that was empty.
select extrato.devolver(cast(:lines as jsonb)) is null as done

-- The archive stays as history. The month is open again, unless a later version holds what was left in the
-- archive.
update extrato.versoes
set restaurada_em = clock_timestamp(), restaurada_por = :run_id
where ano = :ano and mes = :mes and restaurada_em is null and versao < :first_that_stays

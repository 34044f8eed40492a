-- Follows legacy_statement.sql: what this version adds to stays as it was.
insert into extrato.versoes (ano, mes, versao, run_id, backup_file, backup_digest, tabelas, totais, ficaram, legado)
select :ano, :mes, :versao, :run_id, :backup_file, :backup_digest, cast(:tabelas as jsonb), cast(:totais as jsonb), :ficaram, a.linha
from antigo a

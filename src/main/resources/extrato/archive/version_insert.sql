insert into extrato.versoes (ano, mes, versao, run_id, backup_file, backup_digest, tabelas, totais, ficaram, legado)
values (:ano, :mes, :versao, :run_id, :backup_file, :backup_digest, cast(:tabelas as jsonb), cast(:totais as jsonb), :ficaram, cast(:legado as jsonb))

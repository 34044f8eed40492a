-- From now on, this database knows the backup.
insert into extrato.geracoes (ano, mes, geracao, sha256, registros, run_id, origem)
values (:ano, :mes, :geracao, :digest, :registros, :run_id, :origem)
on conflict do nothing

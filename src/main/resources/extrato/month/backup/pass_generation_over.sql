-- A backup that the database knows already; its records are no longer expected in the database.
update extrato.geracoes g
set origem = 'substituida'
where g.ano = :ano and g.mes = :mes and g.sha256 = :digest

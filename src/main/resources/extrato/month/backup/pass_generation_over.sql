-- A backup that the database knows already, and whose records are not expected to be there any more.
update extrato.geracoes g
set origem = 'substituida'
where g.ano = :ano and g.mes = :mes and g.sha256 = :digest

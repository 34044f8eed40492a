-- A backup from a folder that was taken over: what only it held is in this database now.
update extrato.geracoes g
set origem = 'encontrada'
where g.ano = :ano and g.mes = :mes and g.sha256 = :digest and g.origem = 'tomada'

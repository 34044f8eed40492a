-- The backups that this database knows.
select g.ano, g.mes, g.geracao, g.sha256, g.origem
from extrato.geracoes g

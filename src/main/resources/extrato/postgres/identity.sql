-- The database's id, as its backups carry it, and where the tool last worked with it.
select s.database_id::text as database_id, s.schema_name, s.servidor, s.banco, s.copia_desde is not null as tem_copia
from extrato.studio s

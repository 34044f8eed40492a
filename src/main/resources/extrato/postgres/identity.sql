-- What this database calls itself in its backups, and where it was at work last.
select s.database_id::text as database_id, s.schema_name, s.servidor, s.banco, s.copia_desde is not null as tem_copia
from extrato.studio s

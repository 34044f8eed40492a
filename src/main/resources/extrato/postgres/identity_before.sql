-- The same as a version before this one left it, which did not note where the database was.
select s.database_id::text as database_id, s.schema_name, null as servidor, null as banco, false as tem_copia
from extrato.studio s

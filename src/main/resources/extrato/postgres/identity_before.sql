-- The same for tables of an earlier version of the tool, which did not note where the database was.
select s.database_id::text as database_id, s.schema_name, null as servidor, null as banco, false as tem_copia
from extrato.studio s

-- The columns that the month's archived records were written with, table by table, in the order of the
-- versions.
select t ->> 'table' as tabela, c ->> 'name' as name, c ->> 'type' as type, (c ->> 'generated')::boolean as generated
from extrato.versoes v
cross join lateral pg_catalog.jsonb_array_elements(v.tabelas) t
cross join lateral pg_catalog.jsonb_array_elements(t -> 'columns') with ordinality as columns (c, position)
where v.ano = :ano
  and v.mes = :mes
  and v.restaurada_em is null
order by v.versao, columns.position

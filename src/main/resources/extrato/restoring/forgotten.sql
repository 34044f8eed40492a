-- Records of the month's current statement that the source does not have: they would be lost.
select distinct l.tabela || ' id ' || coalesce(r ->> 'id', '?')
from extrato.lotes l
join extrato.versoes v on v.ano = l.ano and v.mes = l.mes and v.versao = l.versao and v.restaurada_em is null
cross join lateral pg_catalog.jsonb_array_elements(
  case when pg_catalog.jsonb_typeof(l.registros) = 'array' then l.registros else '[]' end
) r
where l.ano = :ano and l.mes = :mes
  and not exists (select from pg_temp.extrato_pagamentos s where l.tabela = 'pagamentos' and s.id::text = r ->> 'id')
  and not exists (select from pg_temp.extrato_sessoes s where l.tabela = 'sessoes' and s.id::text = r ->> 'id')
  and not exists (select from pg_temp.extrato_comissoes s where l.tabela = 'comissoes' and s.id::text = r ->> 'id')
  and not exists (select from pg_temp.extrato_gastos s where l.tabela = 'gastos' and s.id::text = r ->> 'id')
order by 1
limit 21

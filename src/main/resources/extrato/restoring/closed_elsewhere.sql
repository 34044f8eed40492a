-- Months whose current archive holds a session that stayed when this month was closed and is live no more: it left with
-- them, so they have to come back first.
select distinct l.ano, l.mes
from extrato.lotes l
join extrato.versoes v on v.ano = l.ano and v.mes = l.mes and v.versao = l.versao and v.restaurada_em is null
cross join lateral pg_catalog.jsonb_array_elements(l.registros) r
where l.tabela = 'sessoes'
  and (l.ano, l.mes) <> (:ano, :mes)
  and (r ->> 'id')::bigint = any(:gone)
  and not (r ->> 'id')::bigint = any(v.ficaram)
order by l.ano, l.mes

-- The sessions that stayed at this month's closing and later left with another month, as that month has
-- archived them: this month's own copy is older. Their staged records get these values.
with saiu as (
  select distinct on (id) (r.registro ->> 'id')::bigint as id, r.registro as campos
  from extrato.lotes l
  join extrato.versoes v on v.ano = l.ano and v.mes = l.mes and v.versao = l.versao and v.restaurada_em is null
  cross join lateral pg_catalog.jsonb_array_elements(l.registros) r (registro)
  where l.tabela = 'sessoes'
    and (l.ano, l.mes) <> (:ano, :mes)
    and (r.registro ->> 'id')::bigint = any (:gone)
    and not (r.registro ->> 'id')::bigint = any (v.ficaram)
  order by id, v.criada_em desc
)

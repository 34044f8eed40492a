-- The sessions with ids in a range as the archive of another month holds them, where they left with that month.
select distinct on (id) (r.registro ->> 'id')::bigint as id, r.registro as campos, l.ano, l.mes
from extrato.lotes l
join extrato.versoes v on v.ano = l.ano and v.mes = l.mes and v.versao = l.versao and v.restaurada_em is null
cross join lateral pg_catalog.jsonb_array_elements(l.registros) r (registro)
where l.tabela = 'sessoes'
  and (l.ano, l.mes) <> (:ano, :mes)
  and (l.primeiro_id is null or (l.primeiro_id <= :ultimo and l.ultimo_id >= :primeiro))
  and (r.registro ->> 'id')::bigint between :primeiro and :ultimo
  and not (r.registro ->> 'id')::bigint = any (v.ficaram)
order by id, v.criada_em desc

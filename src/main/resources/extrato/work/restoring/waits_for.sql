-- The months that this month has to wait for: a session that stayed at its closing left the live tables with
-- them, later.
-- After merges, months can wait for each other; then none of them can be the first.
with recursive saiu as (
  select l.ano, l.mes, (r.registro ->> 'id')::bigint as id
  from extrato.lotes l
  join extrato.versoes v on v.ano = l.ano and v.mes = l.mes and v.versao = l.versao and v.restaurada_em is null
  cross join lateral pg_catalog.jsonb_array_elements(l.registros) r (registro)
  where l.tabela = 'sessoes'
    and not (r.registro ->> 'id')::bigint = any (v.ficaram)
    and not exists (select from :"studio".sessoes s where s.id = (r.registro ->> 'id')::bigint)
), espera as (
  select distinct v.ano, v.mes, s.ano as ano_antes, s.mes as mes_antes
  from extrato.versoes v
  cross join lateral unnest(v.ficaram) as ficou (id)
  join saiu s on s.id = ficou.id and (s.ano, s.mes) <> (v.ano, v.mes)
  where v.restaurada_em is null
), espera_por_este as (
  select e.ano, e.mes
  from espera e
  where e.ano_antes = :ano and e.mes_antes = :mes
  union
  select e.ano, e.mes
  from espera e
  join espera_por_este p on p.ano = e.ano_antes and p.mes = e.mes_antes
)
select e.ano_antes as ano, e.mes_antes as mes, p.ano is not null as espera_por_este
from espera e
left join espera_por_este p on p.ano = e.ano_antes and p.mes = e.mes_antes
where e.ano = :ano and e.mes = :mes
order by e.ano_antes, e.mes_antes

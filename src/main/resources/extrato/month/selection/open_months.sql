-- The earlier months that have live records but no statement, oldest first.
with mes_vivo as (
  select pg_catalog.date_trunc('month', p.data)::date as primeiro
  from :"studio".pagamentos p
  where p.data < :first_day
  union
  select pg_catalog.date_trunc('month', g.data)::date
  from :"studio".gastos g
  where g.data < :first_day
  union
  select pg_catalog.date_trunc('month', c.created_at :local_moment)::date
  from :"studio".comissoes c
  where c.pagamento_id is null
    and c.created_at < :first_moment
)
select m.primeiro
from mes_vivo m
where m.primeiro >= date '2000-01-01'
  and not exists (
    select from :"studio".extratos e
    where e.ano = extract(year from m.primeiro)::integer and e.mes = extract(month from m.primeiro)::integer
  )
order by m.primeiro

-- Live records that no month will ever close, and pointers to rows that do not exist.
with pagamento_sem_mes as (
  select p.id, p.sessao_id
  from :"studio".pagamentos p
  where p.data < date '2000-01-01' or p.data >= date '2101-01-01'
)
select 'date' as kind, 'pagamentos' as tabela, 'data' as coluna, count(*) as registros
from pagamento_sem_mes
union all
select 'date', 'gastos', 'data', count(*)
from :"studio".gastos g
where g.data < date '2000-01-01' or g.data >= date '2101-01-01'
union all
select 'date', 'comissoes', 'created_at', count(*)
from :"studio".comissoes c
where c.pagamento_id is null
  and ((c.created_at :local_moment) < timestamp '2000-01-01' or (c.created_at :local_moment) >= timestamp '2101-01-01')
union all
select 'date', 'comissoes', 'pagamento_id', count(*)
from :"studio".comissoes c
where c.pagamento_id in (select id from pagamento_sem_mes)
union all
select 'date', 'sessoes', 'payment_id', count(*)
from :"studio".sessoes s
where s.payment_id in (select id from pagamento_sem_mes) or s.id in (select sessao_id from pagamento_sem_mes)
union all
select 'pointer', 'pagamentos', 'sessao_id', count(*)
from :"studio".pagamentos p
where p.sessao_id is not null and not exists (select from :"studio".sessoes s where s.id = p.sessao_id)
union all
select 'pointer', 'sessoes', 'payment_id', count(*)
from :"studio".sessoes s
where s.payment_id is not null and not exists (select from :"studio".pagamentos p where p.id = s.payment_id)
union all
select 'pointer', 'comissoes', 'pagamento_id', count(*)
from :"studio".comissoes c
where c.pagamento_id is not null and not exists (select from :"studio".pagamentos p where p.id = c.pagamento_id)

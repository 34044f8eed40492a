-- Follows selection.sql: payments of the month that refer to a session which does not exist.
select p.id::text || ' (sessao_id ' || p.sessao_id::text || ')'
from pagamentos_do_mes p
where p.sessao_id is not null
  and not exists (select from :"studio".sessoes s where s.id = p.sessao_id)
order by p.id
limit 20

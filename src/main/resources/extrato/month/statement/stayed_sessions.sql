-- Follows selection.sql and archived.sql: the archived sessions that are still live, and the payment that
-- each pointed at.
select a.id as sessao, (a.campos ->> 'payment_id')::bigint as pagamento
from arquivo a
where a.tabela = 'sessoes'
  and exists (select from :"studio".sessoes s where s.id = a.id)

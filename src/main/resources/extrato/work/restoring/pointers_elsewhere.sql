-- Removes a session's pointer to a payment that is neither live nor among the records to put back: it belongs
-- to another month.
update pg_temp.extrato_sessoes s
set payment_id = null
where s.payment_id is not null
  and not exists (select from :"studio".pagamentos p where p.id = s.payment_id)
  and not exists (select from pg_temp.extrato_pagamentos p where p.id = s.payment_id)
returning s.id::text

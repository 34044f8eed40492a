-- Only pointers to this month's own payments: a pointer to another month's payment comes back with that month.
update :"studio".sessoes s
set payment_id = f.payment_id
from pg_temp.extrato_ficaram f
where f.id = s.id
  and s.payment_id is null
  and f.payment_id in (select p.id from pg_temp.extrato_pagamentos p)

-- Puts back only pointers to this month's own payments: a pointer to another month's payment comes back with
-- that month.
-- Runs on the studio's path, so everything is named with its schema.
update :"studio".sessoes s
set payment_id = f.payment_id
from pg_temp.extrato_ficaram f
where f.id operator(pg_catalog.=) s.id
  and s.payment_id is null
  and f.payment_id operator(pg_catalog.=) any (select p.id from pg_temp.extrato_pagamentos p)

-- In dependency order; payments and sessions refer to each other, so they leave in one statement.
delete from comissoes t using mes_comissoes m where t.id = m.id;
delete from gastos t using mes_gastos m where t.id = m.id;
with p as (delete from pagamentos t using mes_pagamentos m where t.id = m.id)
delete from sessoes t using mes_sessoes m where t.id = m.id;

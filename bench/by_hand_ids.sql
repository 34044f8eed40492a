-- Which records are the month.
create temporary table mes_pagamentos on commit drop as
select id from pagamentos where data >= '2025-09-01' and data < '2025-10-01';
create temporary table mes_sessoes on commit drop as
select id from sessoes where data >= '2025-09-01' and data < '2025-10-01'
union
select sessao_id from pagamentos join mes_pagamentos using (id) where sessao_id is not null;
create temporary table mes_comissoes on commit drop as
select c.id from comissoes c join mes_pagamentos p on p.id = c.pagamento_id;
create temporary table mes_gastos on commit drop as
select id from gastos where data >= '2025-09-01' and data < '2025-10-01';
analyze mes_pagamentos, mes_sessoes, mes_comissoes, mes_gastos;

-- The backup, without a proof.
\cd :dir
\copy (select t.* from pagamentos t join mes_pagamentos using (id) order by t.id) to 'pagamentos.csv' csv header
\copy (select t.* from sessoes t join mes_sessoes using (id) order by t.id) to 'sessoes.csv' csv header
\copy (select t.* from comissoes t join mes_comissoes using (id) order by t.id) to 'comissoes.csv' csv header
\copy (select t.* from gastos t join mes_gastos using (id) order by t.id) to 'gastos.csv' csv header

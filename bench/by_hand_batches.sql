-- The same, but archived in batches, with the totals only in the statement: what does not grow with the month.
--   psql -v dir=/some/folder -f bench/by_hand_batches.sql "$DATABASE_URL"
\set ON_ERROR_STOP on
begin;
\ir by_hand_ids.sql
\ir by_hand_csv.sql

create table lotes_a_mao (tabela text, lote integer, registros jsonb, primary key (tabela, lote));
insert into lotes_a_mao
select 'pagamentos', n / 1000, jsonb_agg(to_jsonb(t) order by t.id)
from (select *, row_number() over (order by id) - 1 as n from mes_pagamentos) m join pagamentos t using (id) group by n / 1000;
insert into lotes_a_mao
select 'sessoes', n / 1000, jsonb_agg(to_jsonb(t) order by t.id)
from (select *, row_number() over (order by id) - 1 as n from mes_sessoes) m join sessoes t using (id) group by n / 1000;
insert into lotes_a_mao
select 'comissoes', n / 1000, jsonb_agg(to_jsonb(t) order by t.id)
from (select *, row_number() over (order by id) - 1 as n from mes_comissoes) m join comissoes t using (id) group by n / 1000;
insert into lotes_a_mao
select 'gastos', n / 1000, jsonb_agg(to_jsonb(t) order by t.id)
from (select *, row_number() over (order by id) - 1 as n from mes_gastos) m join gastos t using (id) group by n / 1000;

insert into extratos (mes, ano, pagamentos, sessoes, comissoes, gastos, totais)
select 9, 2025, '[]', '[]', '[]', '[]', jsonb_build_object(
  'total_receita', (select sum(valor) from pagamentos join mes_pagamentos using (id)),
  'total_comissoes', (select sum(valor) from comissoes join mes_comissoes using (id)),
  'total_despesas', (select sum(valor) from gastos join mes_gastos using (id)));

\ir by_hand_delete.sql
commit;

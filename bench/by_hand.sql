-- The month closed as a good database hand would: one transaction in psql, nothing proven.
--   psql -v dir=/some/folder -f bench/by_hand.sql "$DATABASE_URL"
\set ON_ERROR_STOP on
begin;
\ir by_hand_ids.sql
\ir by_hand_csv.sql

insert into extratos (mes, ano, pagamentos, sessoes, comissoes, gastos, totais)
select 9, 2025, p.linhas, s.linhas, c.linhas, g.linhas,
  jsonb_build_object('total_receita', p.total, 'total_comissoes', c.total, 'total_despesas', g.total)
from
  (select jsonb_agg(to_jsonb(t) order by t.id) as linhas, sum(t.valor) as total from pagamentos t join mes_pagamentos using (id)) p,
  (select jsonb_agg(to_jsonb(t) order by t.id) as linhas from sessoes t join mes_sessoes using (id)) s,
  (select jsonb_agg(to_jsonb(t) order by t.id) as linhas, sum(t.valor) as total from comissoes t join mes_comissoes using (id)) c,
  (select jsonb_agg(to_jsonb(t) order by t.id) as linhas, sum(t.valor) as total from gastos t join mes_gastos using (id)) g;

\ir by_hand_delete.sql
commit;

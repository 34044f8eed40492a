-- Follows statement_lists.sql: the old generator's lists as they are, and behind them the archive's.
, com_legado as (
  select
    ((antigo.listas -> 'pagamentos') || l.pagamentos::jsonb)::json as pagamentos,
    ((antigo.listas -> 'sessoes') || l.sessoes::jsonb)::json as sessoes,
    ((antigo.listas -> 'comissoes') || l.comissoes::jsonb)::json as comissoes,
    ((antigo.listas -> 'gastos') || l.gastos::jsonb)::json as gastos
  from listas l, (select cast(:legado as jsonb) as listas) antigo
)

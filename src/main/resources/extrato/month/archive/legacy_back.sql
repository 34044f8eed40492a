-- Follows legacy_statement.sql: keeps the old generator's statement, as it was before this tool added to it,
-- for a later statement to write.
select
  pg_catalog.set_config('extrato.pagamentos', coalesce(nullif(a.linha -> 'pagamentos', 'null')::text, ''), true),
  pg_catalog.set_config('extrato.sessoes', coalesce(nullif(a.linha -> 'sessoes', 'null')::text, ''), true),
  pg_catalog.set_config('extrato.comissoes', coalesce(nullif(a.linha -> 'comissoes', 'null')::text, ''), true),
  pg_catalog.set_config('extrato.gastos', coalesce(nullif(a.linha -> 'gastos', 'null')::text, ''), true),
  pg_catalog.set_config('extrato.totais', coalesce(nullif(a.linha -> 'totais', 'null')::text, ''), true)
from antigo a

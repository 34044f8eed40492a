-- Follows snapshot_decoded.sql: the statement in the form that the web application can open, JSON text in a
-- JSON string. It is kept for snapshot_keep.sql to write.
select pg_catalog.set_config('extrato.data', cast(
  pg_catalog.to_jsonb(pg_catalog.json_build_object(
    'extrato_id', l.id,
    'mes', l.mes,
    'ano', l.ano,
    'pagamentos', l.pagamentos,
    'sessoes', l.sessoes,
    'comissoes', l.comissoes,
    'gastos', l.gastos,
    'totais', l.totais,
    'created_at', coalesce(
      pg_catalog.to_char(l.criado, 'YYYY-MM-DD"T"HH24:MI:SS.USTZH:TZM'),
      l.criado::text
    ),
    'correlation_id', cast(:correlation_id as text)
  )::text) as text), true)
from linha l

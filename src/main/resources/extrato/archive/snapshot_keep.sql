-- Follows snapshot_decoded.sql: keeps the statement in the form that the web application can open, JSON text in a JSON string.
-- The studio's search_path is in force: every operator says whose it is.
insert into :"studio".extrato_snapshots (snapshot_id, mes, ano, data, correlation_id)
select :snapshot_id, l.mes, l.ano,
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
      l.criado::pg_catalog.text
    ),
    'correlation_id', cast(:correlation_id as pg_catalog.text)
  )::pg_catalog.text),
  :correlation_id
from linha l

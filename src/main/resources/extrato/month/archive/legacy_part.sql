-- Follows legacy_statement.sql: one of its columns as text, decoded if it holds JSON text in a JSON string.
select
  case pg_catalog.jsonb_typeof(a.linha -> :coluna)
    when 'string' then a.linha ->> :coluna
    else (a.linha -> :coluna)::text
  end
from antigo a

-- Follows legacy_statement.sql: one column of it as text; where the row holds it as JSON text in a JSON string, that text.
select
  case pg_catalog.jsonb_typeof(a.linha -> :coluna)
    when 'string' then a.linha ->> :coluna
    else (a.linha -> :coluna)::text
  end
from antigo a

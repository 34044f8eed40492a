-- Above the statement's size limit its lists are empty: no page could read them, and the archive has every
-- record.
with listas as (
  select '[]'::json as pagamentos, '[]'::json as sessoes, '[]'::json as comissoes, '[]'::json as gastos
)

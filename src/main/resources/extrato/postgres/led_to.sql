-- Where the role's own search_path leads for each of the four tables. Uses only functions named with their
-- schema.
select
  pg_catalog.current_setting('search_path') as search_path,
  cast(pg_catalog.to_regclass('pagamentos') as pg_catalog.oid) as pagamentos,
  cast(pg_catalog.to_regclass('sessoes') as pg_catalog.oid) as sessoes,
  cast(pg_catalog.to_regclass('comissoes') as pg_catalog.oid) as comissoes,
  cast(pg_catalog.to_regclass('gastos') as pg_catalog.oid) as gastos

-- How the newest statement holds its lists, and the types of the columns.
select
  (
    select case pg_catalog.jsonb_typeof(pg_catalog.to_jsonb(e.pagamentos)) when 'string' then 'text' else 'native' end
    from :"studio".extratos e
    order by e.created_at desc nulls last, e.id desc
    limit 1
  ) as newest,
  (
    select pg_catalog.string_agg(a.attname || ' ' || pg_catalog.format_type(a.atttypid, null), ',')
    from pg_catalog.pg_attribute a
    join pg_catalog.pg_class c on c.oid = a.attrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname = :schema and c.relname = 'extratos'
      and a.attname in ('pagamentos', 'sessoes', 'comissoes', 'gastos', 'totais')
      and not a.attisdropped
  ) as types

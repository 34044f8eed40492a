-- Writes what snapshot_data.sql has prepared. Runs on the studio's path, so everything is named with its
-- schema.
insert into :"studio".extrato_snapshots as s (snapshot_id, mes, ano, data, correlation_id)
values (:snapshot_id, :mes, :ano, cast(pg_catalog.current_setting('extrato.data') as pg_catalog.json), :correlation_id)
returning cast(s.data as pg_catalog.jsonb) operator(pg_catalog.=) cast(pg_catalog.current_setting('extrato.data') as pg_catalog.jsonb)
  and s.mes operator(pg_catalog.=) :mes and s.ano operator(pg_catalog.=) :ano

-- The statement as it is now, whole, in the form that the web application keeps of it; it waits for snapshot_keep.sql to write it.
select pg_catalog.set_config('extrato.data', cast(pg_catalog.to_jsonb(e) as text), true)
from :"studio".extratos e
where e.ano = :ano and e.mes = :mes

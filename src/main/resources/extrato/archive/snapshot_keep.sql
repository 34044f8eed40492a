-- The statement as it is now, whole, in the form that the web application keeps of it.
insert into :"studio".extrato_snapshots (snapshot_id, mes, ano, data, correlation_id)
select :snapshot_id, e.mes, e.ano, pg_catalog.to_jsonb(e), :correlation_id
from :"studio".extratos e
where e.ano = :ano and e.mes = :mes

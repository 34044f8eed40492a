-- Those of these tables that have changed: they are gone, replaced by another one, or no longer tables.
select wanted.name
from unnest(cast(:names as text[]), cast(:ids as bigint[])) as wanted (name, id)
left join pg_catalog.pg_class c on c.oid = pg_catalog.to_regclass(wanted.name)
where c.oid is null or c.oid::bigint <> wanted.id or c.relkind not in ('r', 'p')

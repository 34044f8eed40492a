-- Clients and artists of that number or of that name.
select 'client' as kind, p.id::bigint as id
from :"studio".clients p
where p.id = :id or pg_catalog.lower(p.name) = pg_catalog.lower(:name)
union all
select 'artist', p.id::bigint
from :"studio".users p
where p.id = :id or pg_catalog.lower(p.name) = pg_catalog.lower(:name)
order by 1, 2

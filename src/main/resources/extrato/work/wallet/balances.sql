-- Every account but the holds, with what it has and whose it is.
select a.tipo as kind, a.dono as owner, a.saldo as balance, coalesce(c.name, u.name)::text as name
from extrato.contas a
left join :"studio".clients c on a.tipo = 'client' and c.id = a.dono
left join :"studio".users u on a.tipo = 'artist' and u.id = a.dono
where a.tipo <> 'hold' and a.versao > 0
order by pg_catalog.array_position(array['till', 'issue', 'studio', 'artist', 'client'], a.tipo), a.dono

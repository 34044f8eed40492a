-- Pointers to clients, artists and users that do not exist.
select 'pointer' as kind, 'pagamentos' as tabela, 'cliente_id' as coluna, count(*) as registros
from :"studio".pagamentos p
where p.cliente_id is not null and not exists (select from :"studio".clients k where k.id = p.cliente_id)
union all
select 'pointer', 'sessoes', 'cliente_id', count(*)
from :"studio".sessoes s
where s.cliente_id is not null and not exists (select from :"studio".clients k where k.id = s.cliente_id)
union all
select 'pointer', 'pagamentos', 'artista_id', count(*)
from :"studio".pagamentos p
where p.artista_id is not null and not exists (select from :"studio".users u where u.id = p.artista_id)
union all
select 'pointer', 'sessoes', 'artista_id', count(*)
from :"studio".sessoes s
where s.artista_id is not null and not exists (select from :"studio".users u where u.id = s.artista_id)
union all
select 'pointer', 'comissoes', 'artista_id', count(*)
from :"studio".comissoes c
where c.artista_id is not null and not exists (select from :"studio".users u where u.id = c.artista_id)
union all
select 'pointer', 'gastos', 'created_by', count(*)
from :"studio".gastos g
where g.created_by is not null and not exists (select from :"studio".users u where u.id = g.created_by)

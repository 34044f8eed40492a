-- Rows came with ids of their own: the application's next row must get a free one.
select setval(pg_get_serial_sequence(t, 'id'), greatest(1, highest))
from (
  select 'users' as t, (select max(id) from users) as highest
  union all select 'clients', (select max(id) from clients)
  union all select 'pagamentos', (select max(id) from pagamentos)
  union all select 'sessoes', (select max(id) from sessoes)
  union all select 'comissoes', (select max(id) from comissoes)
  union all select 'gastos', (select max(id) from gastos)
) s
where highest is not null;

-- Back to a studio without books, which has never seen the tool. Columns that a test added stay.
-- For a few dozen rows, deleting takes half of what truncating does.
drop schema if exists extrato cascade;
update sessoes set payment_id = null where payment_id is not null;
delete from comissoes;
delete from pagamentos;
delete from sessoes;
delete from gastos;
delete from clients;
delete from users;
delete from extratos;
delete from extrato_run_logs;
delete from extrato_snapshots;
select setval(pg_get_serial_sequence(t, 'id'), 1, false)
from unnest(array['users', 'clients', 'pagamentos', 'sessoes', 'comissoes', 'gastos',
                  'extratos', 'extrato_run_logs', 'extrato_snapshots']) t;

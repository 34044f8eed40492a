-- September 2025 with :records records, 40 % payments, 30 % sessions that refer to their payments and back,
-- 25 % commissions, 5 % expenses; a quarter as many in August and in October.
set session_replication_role = replica;  -- the two tables refer to each other: checked once, at the end

insert into users (id, email, name, role)
select i, 'artista' || i || '@estudio.example', (array['Ana', 'Bruno', 'Carla', 'Davi', 'Elisa', 'Fábio'])[1 + i % 6] || ' ' || (array['Souza', 'Lima', 'Araújo', 'Conceição'])[1 + i % 4], 'artist'
from generate_series(1, 24) i;

insert into clients (id, name, jotform_submission_id)
select i, (array['João', 'Maria', 'Luís', 'Antônia', 'Zé', 'Inês', 'Caetano'])[1 + i % 7] || ' ' || (array['da Silva', 'Pereira', 'Gonçalves', 'D''Ávila', 'dos Santos'])[1 + i % 5] || ' ' || i, 'jot-' || i
from generate_series(1, 2000) i;

create temporary table mes as
select * from (values
  (date '2025-08-01', 0, :records / 4),
  (date '2025-09-01', 10000000, :records),
  (date '2025-10-01', 20000000, :records / 4)
) m (inicio, base, registros);

insert into sessoes (id, data, valor, observacoes, cliente_id, artista_id, google_event_id, status, payment_id, created_at)
select m.base + i, m.inicio + (i % 28)::integer, 150 + (i::bigint * 7919) % 200000 / 100.0,
  case i % 5 when 0 then null when 1 then 'fechamento de braço, sessão ' || i % 9 when 2 then 'flor com "sombra", traço fino' when 3 then 'retoque; cor, luz' else 'cobertura de tatuagem antiga' end,
  1 + (i * 31) % 2000, 1 + (i * 17) % 24, case when i % 3 = 0 then 'gcal_' || m.base + i end, 'paid', m.base + i,
  m.inicio + interval '10 hours' + i % 28 * interval '1 day'
from mes m, generate_series(1, m.registros * 30 / 100) i;

insert into pagamentos (id, data, valor, forma_pagamento, observacoes, comissao, cliente_id, artista_id, sessao_id, google_event_id, created_at)
select m.base + i, m.inicio + (i % 28)::integer, 100 + (i::bigint * 7907) % 250000 / 100.0,
  (array['Pix', 'Cartão de crédito', 'Dinheiro', 'Débito'])[1 + i % 4],
  case i % 4 when 0 then null when 1 then 'sinal' when 2 then 'restante, com desconto' else 'pago em 2x' end,
  case when i % 2 = 0 then 40 + (i * 13) % 9000 / 100.0 end,
  1 + (i * 31) % 2000, 1 + (i * 17) % 24, case when i <= m.registros * 30 / 100 then m.base + i end,
  case when i % 7 = 0 then 'pay_' || m.base + i end, m.inicio + interval '11 hours' + i % 28 * interval '1 day'
from mes m, generate_series(1, m.registros * 40 / 100) i;

insert into comissoes (id, pagamento_id, artista_id, percentual, valor, observacoes, created_at)
select m.base + i, m.base + i, 1 + (i * 17) % 24, 30 + i % 5 * 10, 40 + (i::bigint * 7901) % 90000 / 100.0,
  case when i % 6 = 0 then 'ajuste combinado' end, m.inicio + interval '12 hours' + i % 28 * interval '1 day'
from mes m, generate_series(1, m.registros * 25 / 100) i;

insert into gastos (id, data, valor, descricao, forma_pagamento, created_by, created_at)
select m.base + i, m.inicio + (i % 28)::integer, 10 + (i::bigint * 7883) % 40000 / 100.0,
  (array['Tintas e agulhas', 'Aluguel', 'Luvas, papel toalha', 'Energia', 'Manutenção da máquina'])[1 + i % 5],
  (array['Pix', 'Boleto'])[1 + i % 2], 1 + i % 24, m.inicio + interval '9 hours' + i % 28 * interval '1 day'
from mes m, generate_series(1, m.registros - m.registros * 40 / 100 - m.registros * 30 / 100 - m.registros * 25 / 100) i;

set session_replication_role = default;
select setval(pg_get_serial_sequence(t, 'id'), 30000000) from unnest(array['users', 'clients', 'sessoes', 'pagamentos', 'comissoes', 'gastos']) t;

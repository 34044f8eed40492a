-- The tables of a studio as its web application creates them, for the demo and the tests.
-- Extrato never changes their shape. Runs in the first schema of the search_path.

create table users (
  id          serial primary key,
  name        varchar(100) not null,
  email       varchar(100) unique,
  role        varchar(20)  not null default 'client',
  active_flag boolean      not null default true,
  created_at  timestamptz  default now(),
  updated_at  timestamptz
);

create table clients (
  id                    serial primary key,
  name                  varchar(255) not null,
  jotform_submission_id varchar(100) unique,
  created_at            timestamptz default now(),
  updated_at            timestamptz
);

create table sessoes (
  id              serial primary key,
  data            date          not null,
  valor           numeric(10,2) not null,
  observacoes     varchar(255),
  cliente_id      integer       not null references clients (id),
  artista_id      integer       not null references users (id),
  google_event_id varchar(100)  unique,
  status          varchar(20)   not null default 'active',
  payment_id      integer,
  created_at      timestamptz   default now(),
  updated_at      timestamptz
);

create table pagamentos (
  id              serial primary key,
  data            date          not null,
  valor           numeric(10,2) not null,
  forma_pagamento varchar(50)   not null,
  observacoes     varchar(255),
  comissao        numeric(10,2),
  cliente_id      integer       references clients (id),
  artista_id      integer       not null references users (id),
  sessao_id       integer       references sessoes (id),
  google_event_id varchar(100)  unique,
  created_at      timestamptz   default now(),
  updated_at      timestamptz
);

-- Payments and sessions refer to each other; neither key can be deferred.
alter table sessoes add foreign key (payment_id) references pagamentos (id);

create table comissoes (
  id           serial primary key,
  pagamento_id integer       references pagamentos (id),
  artista_id   integer       not null references users (id),
  percentual   numeric(5,2)  not null,
  valor        numeric(10,2) not null,
  observacoes  varchar(255),
  created_at   timestamptz
);

create table gastos (
  id              serial primary key,
  data            date          not null,
  valor           numeric(10,2) not null,
  descricao       varchar(255),
  forma_pagamento varchar(50)   not null,
  created_by      integer       not null references users (id),
  created_at      timestamptz   default now(),
  updated_at      timestamptz
);

create table extratos (
  id         serial primary key,
  mes        integer not null,
  ano        integer not null,
  pagamentos jsonb   not null,
  sessoes    jsonb   not null,
  comissoes  jsonb   not null,
  gastos     jsonb,
  totais     jsonb   not null,
  created_at timestamptz default now(),
  constraint uq_extratos_mes_ano unique (mes, ano)
);

create table extrato_run_logs (
  id      serial primary key,
  mes     integer     not null,
  ano     integer     not null,
  run_at  timestamptz default now(),
  status  varchar(50) not null,
  message varchar(500),
  constraint unique_extrato_run_per_month unique (mes, ano, status)
);

create table extrato_snapshots (
  id             serial primary key,
  snapshot_id    varchar(50) not null unique,
  mes            integer     not null,
  ano            integer     not null,
  data           jsonb       not null,
  correlation_id varchar(50) not null,
  created_at     timestamptz default now()
);

create index on pagamentos (data);
create index on pagamentos (sessao_id);
create index on sessoes (payment_id);
create index on comissoes (pagamento_id);
create index on gastos (data);

-- Shared with the web application; created only if it is missing.
create table :"studio".extrato_run_logs (
  id      serial primary key,
  mes     integer     not null,
  ano     integer     not null,
  run_at  timestamptz default now(),
  status  varchar(50) not null,
  message varchar(500),
  constraint unique_extrato_run_per_month unique (mes, ano, status)
);

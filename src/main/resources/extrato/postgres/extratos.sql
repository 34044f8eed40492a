-- Shared with the web application; created only if it is missing.
create table :"studio".extratos (
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

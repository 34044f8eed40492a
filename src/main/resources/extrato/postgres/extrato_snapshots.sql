-- Shared with the web application; created only if it is missing.
create table :"studio".extrato_snapshots (
  id             serial primary key,
  snapshot_id    varchar(50) not null unique,
  mes            integer     not null,
  ano            integer     not null,
  data           jsonb       not null,
  correlation_id varchar(50) not null,
  created_at     timestamptz default now()
);

-- Extrato's own tables: the archive, the versions of each statement, every run.
-- The studio's own tables are not touched.

-- Where the studio's tables are, and an id for this database that backups carry.
create table extrato.studio (
  only_row    boolean primary key default true check (only_row),
  schema_name text not null,
  database_id uuid not null default gen_random_uuid()
);

-- Every run of a command that reads or changes a month.
create table extrato.runs (
  run_id        text primary key,
  command       text not null,
  ano           integer,
  mes           integer,
  started       timestamptz not null default clock_timestamp(),
  ended         timestamptz,
  outcome       text not null,
  exit_code     integer,
  attempts      integer not null default 0,
  attempt_log   jsonb not null default '[]',
  counts        jsonb not null default '{}',
  steps         jsonb not null default '{}',
  warnings      jsonb not null default '[]',
  batch_size    integer,
  backup_file   text,
  backup_digest text,
  host          text not null,
  os_user       text not null,
  version       text not null,
  reason        text,
  error         text
);
create index on extrato.runs (ano, mes, started);
create index on extrato.runs (started);

-- Each version of a month's statement: what it holds, which run made it, which
-- sessions stayed live, the old generator's statement if there was one, and
-- whether it was taken back.
create table extrato.versoes (
  ano           integer not null,
  mes           integer not null,
  versao        integer not null,
  run_id        text not null,
  criada_em     timestamptz not null default clock_timestamp(),
  backup_file   text,
  backup_digest text,
  tabelas       jsonb not null,
  totais        jsonb not null,
  ficaram       bigint[] not null,
  legado        jsonb,
  restaurada_em timestamptz,
  restaurada_por text,
  primary key (ano, mes, versao)
);

-- The archive: every record of a closed month, complete, in batches. A record is
-- one JSON object: column names, and for each the text that COPY writes, or null.
-- Never limited in size, never pruned.
create table extrato.lotes (
  ano        integer not null,
  mes        integer not null,
  versao     integer not null,
  tabela     text not null,
  lote       integer not null,
  quantidade integer not null,
  registros  jsonb not null,
  primary key (ano, mes, versao, tabela, lote),
  foreign key (ano, mes, versao) references extrato.versoes (ano, mes, versao)
    deferrable initially deferred
);

-- lz4 compresses the batches twice as fast; a server built without it keeps its
-- default.
do $$
begin
  alter table extrato.lotes alter column registros set compression lz4;
exception when feature_not_supported or invalid_parameter_value then
  null;
end
$$;

-- Follows migration_4.sql, on a database where that has run. It may run twice: see docs/wallet.md.
-- Which files were imported, so that none is imported twice by mistake; and
-- which imports were undone.
create table if not exists extrato.importacoes (
  run_id        text not null,
  ordem         integer not null,
  arquivo       text not null,
  sha256        text not null,
  registros     bigint not null,
  importada_em  timestamptz not null default clock_timestamp(),
  desfeita_em   timestamptz,
  desfeita_por  text,
  primary key (run_id, ordem)
);
create index if not exists importacoes_sha256 on extrato.importacoes (sha256);

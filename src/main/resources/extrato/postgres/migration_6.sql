-- Follows migration_5.sql, on a database where that has run. It may run twice: see docs/wallet.md.
-- Who may ask `extrato serve` for what, and until when. The tokens themselves
-- are nowhere: what is kept is a digest, by which a token is known again. A
-- revoked one stays on record.
create table if not exists extrato.tokens (
  jti          text primary key,
  nome         text not null,
  escopos      text[] not null,
  resumo       bytea not null,
  criado_em    timestamptz not null default clock_timestamp(),
  criado_por   text not null,
  expira_em    timestamptz not null,
  revogado_em  timestamptz,
  revogado_por text
);
create unique index if not exists tokens_nome on extrato.tokens (nome) where revogado_em is null;

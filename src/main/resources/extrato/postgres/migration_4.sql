-- Follows migration_3.sql, on a database where that has run.
-- What the documents of a statement show and nothing could tell later: the
-- twelve months before it, as they stood when it was written, and what its
-- artists were called.
alter table extrato.versoes add column documento jsonb;

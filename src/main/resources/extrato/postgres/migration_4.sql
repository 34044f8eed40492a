-- Follows migration_3.sql, on a database where that has run.
-- What a statement's documents show and nothing could reconstruct later: the
-- twelve months before it, as they were when it was written, and its artists'
-- names.
alter table extrato.versoes add column if not exists documento jsonb;

-- Follows migration_1.sql, on a database where that has run.
-- Lets the tool notice that a record, a folder or a database is not the one
-- that it seems to be.

-- The first and last id of each batch, so that most batches need not be read to
-- find out whether they hold an id. A batch with an id that is not a number has
-- neither; it is always read.
alter table extrato.lotes
  add column primeiro_id bigint,
  add column ultimo_id   bigint;

update extrato.lotes l
set primeiro_id = ids.primeiro, ultimo_id = ids.ultimo
from (
  select lote.ano, lote.mes, lote.versao, lote.tabela, lote.lote,
    case when pg_catalog.bool_and(r.id is not null)
      then pg_catalog.min(r.id)
    end as primeiro,
    case when pg_catalog.bool_and(r.id is not null)
      then pg_catalog.max(r.id)
    end as ultimo
  from extrato.lotes lote
  cross join lateral (
    select
      case when registro ->> 'id' ~ '^-?[0-9]{1,19}$'
        then case when (registro ->> 'id')::numeric
            between -9223372036854775808 and 9223372036854775807
          then (registro ->> 'id')::bigint
        end
      end as id
    from pg_catalog.jsonb_array_elements(
      case pg_catalog.jsonb_typeof(lote.registros)
        when 'array' then lote.registros
        else '[]'
      end
    ) registro
  ) r
  group by lote.ano, lote.mes, lote.versao, lote.tabela, lote.lote
) ids
where (l.ano, l.mes, l.versao, l.tabela, l.lote)
  = (ids.ano, ids.mes, ids.versao, ids.tabela, ids.lote);

create index on extrato.lotes (tabela, primeiro_id, ultimo_id);

-- Every archived record as an object, for people and for SQL of their own.
create view extrato.arquivo as
select l.ano, l.mes, l.versao, l.tabela, l.lote,
  r.registro ->> 'id' as id, r.registro
from extrato.lotes l
cross join lateral pg_catalog.jsonb_array_elements(l.registros) as r (registro);

-- The digest of every backup that was written from this database, noted before
-- its file gets its final name. Never pruned: a file that is not listed here was
-- written by a later state of the database, or by another one. How the database
-- came to know it (origem): escrita by this database; encontrada in a folder, and
-- found to hold nothing more; tomada over with another database's folder, and
-- holding more; substituida when an operator said that the older state is the
-- right one; or copia, known to the database that this one is a copy of, and in
-- no folder of this one's.
create table extrato.geracoes (
  ano       integer not null,
  mes       integer not null,
  sha256    text not null,
  geracao   integer not null,
  registros bigint not null,
  run_id    text not null,
  criada_em timestamptz not null default clock_timestamp(),
  origem    text not null default 'escrita'
    check (
      origem in ('escrita', 'encontrada', 'tomada', 'substituida', 'copia')
    ),
  primary key (ano, mes, geracao, sha256)
);

-- The server and the database that the tool last worked in. If these change,
-- the database is a copy, or it has moved. And since when there is a second
-- copy, whose folder is identified by its marker from then on.
alter table extrato.studio
  add column servidor     text,
  add column banco        text,
  add column copia_desde  timestamptz,
  add column desde        timestamptz not null default clock_timestamp();

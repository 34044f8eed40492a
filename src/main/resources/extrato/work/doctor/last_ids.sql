-- The last id that a sequence gave out, and the highest archived id that it may give out again.
select
  case when pg_catalog.has_sequence_privilege(q.seqrelid, 'SELECT')
    then coalesce(pg_catalog.pg_sequence_last_value(q.seqrelid), q.seqstart - 1)
  end as ultimo,
  (
    select max(l.ultimo_id)
    from extrato.lotes l
    where l.tabela = :tabela and l.ultimo_id <= q.seqmax
  ) as arquivado
from pg_catalog.pg_sequence q
where q.seqrelid = cast(:sequencia as regclass)

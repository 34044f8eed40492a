-- The statements that were kept before that moment. One without a date never counts as old.
select s.id::bigint as id, s.mes, s.ano, pg_catalog.to_char(s.created_at, 'YYYY-MM-DD') as criado_em,
  pg_catalog.pg_column_size(s.data)::bigint as bytes
from :"studio".extrato_snapshots s
where s.created_at < cast(:before as timestamptz)
order by s.created_at, s.id

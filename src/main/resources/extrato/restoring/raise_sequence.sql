-- Raises the sequence behind an id only where an id that came back is beyond it.
select pg_catalog.setval(s.sequence::regclass, m.highest)
from (select pg_catalog.pg_get_serial_sequence(:table, 'id') as sequence) s
cross join lateral (select cast(:highest as bigint) as highest) m
where s.sequence is not null
  and m.highest > coalesce(
    (
      select q.last_value from pg_catalog.pg_sequences q
      where pg_catalog.format('%I.%I', q.schemaname, q.sequencename) = s.sequence
    ), 0)

-- The tables of the studio and of the tool, each with the command that writes it in a stable order:
-- by id where there is one, else by the primary key, else by the whole row.
select case when s.nspname = 'extrato' then 'extrato.' || t.relname else t.relname end as name,
       format('copy (select * from %I.%I t order by %s) to stdout (encoding %L)', s.nspname, t.relname,
              case when id.attname is not null then 't.id' else coalesce(key.columns, 't::text') end,
              current_setting('server_encoding')) as copy
from pg_class t
join pg_namespace s on s.oid = t.relnamespace
left join pg_attribute id on id.attrelid = t.oid and id.attname = 'id' and not id.attisdropped
left join lateral (
  select string_agg(format('t.%I', a.attname), ', ' order by k.position) as columns
  from pg_index i
  cross join lateral unnest(i.indkey::int[]) with ordinality k (attnum, position)
  join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum
  where i.indrelid = t.oid and i.indisprimary
) key on true
where (s.nspname = :'studio' or s.nspname = 'extrato')
  and t.relkind in ('r', 'p')
  and not t.relispartition
order by s.nspname = 'extrato', t.relname;

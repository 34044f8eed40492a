-- Every column of any table that refers to the id of this table's records.
select distinct n.nspname as schema, c.relname as "table", a.attname as "column", a.attgenerated <> '' as computed
from pg_catalog.pg_constraint k
join pg_catalog.pg_class c on c.oid = k.conrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_class target on target.oid = coalesce(pg_catalog.pg_partition_root(k.confrelid), k.confrelid)
join pg_catalog.pg_namespace tn on tn.oid = target.relnamespace
cross join lateral unnest(k.conkey, k.confkey) as pair (attnum, target_attnum)
join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.attnum
join pg_catalog.pg_attribute t on t.attrelid = k.confrelid and t.attnum = pair.target_attnum
where k.contype = 'f'
  and k.conparentid = 0
  and tn.nspname = :schema
  and target.relname = :table
  and t.attname = 'id'
order by 1, 2, 3

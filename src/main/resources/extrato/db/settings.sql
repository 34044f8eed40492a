-- Of these settings those that this server knows, with values that it knows. A commit that was told of must be on the disk.
select s.name, wanted.value
from unnest(cast(:names as text[]), cast(:values as text[])) as wanted (name, value)
join pg_catalog.pg_settings s on lower(s.name) = lower(wanted.name)
where s.vartype <> 'enum' or lower(wanted.value) = any (s.enumvals)
union all
select s.name, 'on'
from pg_catalog.pg_settings s
where s.name = 'synchronous_commit' and s.setting = 'off'

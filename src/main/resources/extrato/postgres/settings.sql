-- Those of these settings that this server knows, with values that it knows. A reported commit must be on the
-- disk.
select s.name, coalesce(wanted.value, 'on') as value
from pg_catalog.pg_settings s
left join unnest(cast(:names as text[]), cast(:values as text[])) as wanted (name, value) on lower(wanted.name) = lower(s.name)
where case
  when wanted.name is null then s.name = 'synchronous_commit' and s.setting = 'off'
  else s.vartype <> 'enum' or lower(wanted.value) = any (s.enumvals)
end

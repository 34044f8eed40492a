-- Sets each setting that this server knows, to a value that it knows, for this transaction only.
select pg_catalog.set_config(s.name, wanted.value, true)
from unnest(cast(:names as text[]), cast(:values as text[])) as wanted (name, value)
join pg_catalog.pg_settings s on lower(s.name) = lower(wanted.name)
where s.vartype <> 'enum' or lower(wanted.value) = any (s.enumvals)

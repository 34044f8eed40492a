-- Sets each setting that this server knows, for this transaction only.
select pg_catalog.set_config(s.name, wanted.value, true)
from unnest(:names, :values) as wanted (name, value)
join pg_catalog.pg_settings s on lower(s.name) = lower(wanted.name)

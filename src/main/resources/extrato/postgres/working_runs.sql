-- The sessions of this tool's runs in this database: application_name begins with the name of the tool's schema and
-- the run's id, and every role may read it.
select distinct a.application_name
from pg_catalog.pg_stat_activity a
where a.datname = pg_catalog.current_database() and a.application_name like :own_runs

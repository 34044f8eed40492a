-- Which of the wanted rights this role lacks, in the words of a GRANT.
-- An object that is not there needs no right: whoever makes it will own it.
with wanted as (
  select w.kind, w.schema, w.name, w.column_name, w.privilege, w.number, n.oid as schema_oid, c.oid as table_oid
  from unnest(
      cast(:kinds as text[]), cast(:schemas as text[]), cast(:names as text[]), cast(:columns as text[]),
      cast(:privileges as text[])
    )
    with ordinality as w (kind, schema, name, column_name, privilege, number)
  left join pg_catalog.pg_namespace n on n.nspname = w.schema
  left join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = w.name and w.name <> ''
), sequence as (
  -- The sequence that a column's default takes its numbers from, or that belongs to the column.
  select w.number, s.oid, s.relname, sn.nspname, d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass as owned
  from wanted w
  join pg_catalog.pg_attribute a on a.attrelid = w.table_oid and a.attname = w.column_name and not a.attisdropped
  left join pg_catalog.pg_attrdef f on f.adrelid = a.attrelid and f.adnum = a.attnum
  join pg_catalog.pg_depend d
    on (d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass and d.objid = f.oid)
    or (d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.refobjid = a.attrelid
      and d.refobjsubid = a.attnum and d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass)
  join pg_catalog.pg_class s
    on s.relkind = 'S'
    and s.oid = case when d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass then d.objid else d.refobjid end
  join pg_catalog.pg_namespace sn on sn.oid = s.relnamespace
  where w.kind = 'sequence'
    -- An identity column's sequence is asked for no right when a row is inserted.
    and not (a.attidentity <> '' and w.privilege = 'USAGE')
), lacking as (
  select w.number, 'database ' || pg_catalog.quote_ident(pg_catalog.current_database()) as object, w.privilege
  from wanted w
  -- In a case, because a planner may ask the second half of an "and" first, of rights that do not exist for the object.
  where case
    when w.kind = 'database' then not pg_catalog.has_database_privilege(pg_catalog.current_database(), w.privilege)
  end
  union all
  select w.number, 'schema ' || pg_catalog.quote_ident(w.schema), w.privilege
  from wanted w
  where case
    when w.kind = 'schema' and w.schema_oid is not null then not pg_catalog.has_schema_privilege(w.schema_oid, w.privilege)
  end
  union all
  select w.number, pg_catalog.format('%I.%I', w.schema, w.name), w.privilege
  from wanted w
  where case
    when w.kind <> 'table' or w.table_oid is null then false
    -- Granted column by column is granted, too.
    when w.privilege in ('SELECT', 'INSERT', 'UPDATE') then (
      select not coalesce(bool_and(pg_catalog.has_column_privilege(w.table_oid, a.attnum, w.privilege)), true)
      from pg_catalog.pg_attribute a
      where a.attrelid = w.table_oid and a.attnum > 0 and not a.attisdropped
    )
    else not pg_catalog.has_table_privilege(w.table_oid, w.privilege)
  end
  union all
  select w.number, pg_catalog.format('%I.%I', w.schema, w.name), w.privilege || ' (' || pg_catalog.quote_ident(w.column_name) || ')'
  from wanted w
  join pg_catalog.pg_attribute a on a.attrelid = w.table_oid and a.attname = w.column_name and not a.attisdropped
  where case when w.kind = 'column' then not pg_catalog.has_column_privilege(w.table_oid, a.attnum, w.privilege) end
  union all
  select distinct w.number, pg_catalog.format('sequence %I.%I', s.nspname, s.relname), w.privilege
  from wanted w
  join sequence s on s.number = w.number
  -- UPDATE lets a role take numbers as well as USAGE does.
  where not pg_catalog.has_sequence_privilege(s.oid, case w.privilege when 'USAGE' then 'USAGE, UPDATE' else w.privilege end)
  union all
  select w.number, pg_catalog.format('function %I.%I', w.schema, w.name), w.privilege
  from wanted w
  join pg_catalog.pg_proc f on f.pronamespace = w.schema_oid and f.proname = w.name
  where case when w.kind = 'function' then not pg_catalog.has_function_privilege(f.oid, w.privilege) end
)
select object, privilege from lacking order by number

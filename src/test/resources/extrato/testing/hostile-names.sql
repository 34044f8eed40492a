-- What somebody who may create things in public can put there: an operator, a function and a type of every name that PostgreSQL's
-- own have. Whoever looks one of them up by its bare name, with public on the path first, finds these; and each says so.
create function public.hostile_value(anyelement) returns boolean language plpgsql as $$
begin
  raise exception 'hostile: a domain was used';
end $$;

do $$
declare
  o record;
  n integer := 0;
begin
  for o in
    select p.oprname, pg_catalog.format_type(p.oprleft, null) as l, pg_catalog.format_type(p.oprright, null) as r,
      p.oprleft, pg_catalog.format_type(p.oprresult, null) as result
    from pg_catalog.pg_operator p
    where p.oprnamespace = 'pg_catalog'::regnamespace
  loop
    begin
      n := n + 1;
      execute pg_catalog.format(
        'create function public.hostile_op_%s(%s%s) returns %s language plpgsql as %L',
        n, case when o.oprleft = 0 then '' else o.l || ', ' end, o.r, o.result,
        pg_catalog.format('begin raise exception ''hostile: operator %s (%s, %s) was called''; end', o.oprname, o.l, o.r));
      execute pg_catalog.format(
        'create operator public.%s (%s rightarg = %s, function = public.hostile_op_%s)',
        o.oprname, case when o.oprleft = 0 then '' else 'leftarg = ' || o.l || ',' end, o.r, n);
    exception when others then
      null;
    end;
  end loop;
end $$;

do $$
declare
  f record;
begin
  for f in
    select p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid) as args,
      pg_catalog.pg_get_function_result(p.oid) as result
    from pg_catalog.pg_proc p
    where p.pronamespace = 'pg_catalog'::regnamespace
      and p.prokind in ('f', 'a', 'w')
      and pg_catalog.pg_get_function_identity_arguments(p.oid) !~ '"any"|internal|cstring|trigger|handler|VARIADIC|ORDER BY|OUT '
      and pg_catalog.pg_get_function_result(p.oid) !~ '"any"|internal|cstring|trigger|handler|TABLE|SETOF|record'
      and p.proname !~ '(in|out|recv|send|typmodin|typmodout|sel|joinsel)$'
  loop
    begin
      execute pg_catalog.format(
        'create function public.%I(%s) returns %s language plpgsql as %L',
        f.proname, f.args, f.result,
        pg_catalog.format('begin raise exception ''hostile: function %s was called''; end', f.proname));
    exception when others then
      null;
    end;
  end loop;
end $$;

do $$
declare
  t record;
begin
  for t in
    select ty.typname
    from pg_catalog.pg_type ty
    where ty.typnamespace = 'pg_catalog'::regnamespace and ty.typtype = 'b' and ty.typname !~ '^_'
  loop
    begin
      execute pg_catalog.format('create domain public.%I as pg_catalog.%I check (public.hostile_value(value))', t.typname, t.typname);
    exception when others then
      null;
    end;
  end loop;
end $$;

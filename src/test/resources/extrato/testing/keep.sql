-- Remembers every row of the studio and of the tool, and where the sequences stand.
do $$
declare
  t record;
begin
  create schema kept;
  create table kept.tables (original regclass, copy regclass);
  create table kept.sequences (sequence regclass, last_value bigint, is_called boolean);
  for t in
    select c.oid::regclass as original, c.relkind, c.oid
    from pg_class c
    where c.relkind in ('r', 'S') and c.relnamespace in (select oid from pg_namespace where nspname = 'public' or nspname = 'extrato')
  loop
    if t.relkind = 'S' then
      execute format('insert into kept.sequences select %L::regclass, last_value, is_called from %s', t.original, t.original);
    else
      execute format('create table kept.kept_%s as table %s', t.oid, t.original);
      insert into kept.tables values (t.original, ('kept.kept_' || t.oid)::regclass);
    end if;
  end loop;
end $$;

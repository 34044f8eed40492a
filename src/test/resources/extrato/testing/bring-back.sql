-- The rows and sequences that keep.sql remembers, and none of the tests' triggers.
do $$
declare
  t record;
begin
  set local session_replication_role = 'replica';
  set local client_min_messages = 'warning';
  drop function if exists public.falha() cascade;
  drop sequence if exists public.falhas;
  drop function if exists public.turnstile() cascade;
  for t in select original, copy from kept.tables loop
    execute format('delete from %s', t.original);
    execute format('insert into %s overriding system value table %s', t.original, t.copy);
  end loop;
  perform setval(sequence, last_value, is_called) from kept.sequences;
end $$;

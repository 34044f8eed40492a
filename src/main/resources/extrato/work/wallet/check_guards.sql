-- Which of the ledger's guards do not stand; no row when all do.
select pg_catalog.format('the trigger %s on extrato.%s is not there or can be switched off', w.name, w.table_name) as problem
from (
  values
    ('conferir', 'lancamentos'), ('nada_muda', 'lancamentos'), ('nada_some', 'lancamentos'), ('nada_muda', 'transferencias'),
    ('nada_some', 'transferencias'), ('nada_muda', 'retencoes'), ('nada_some', 'retencoes'), ('nada_muda', 'registros'),
    ('nada_some', 'registros'), ('nada_muda', 'contas'), ('nada_some', 'contas')
) as w (name, table_name)
where not exists (
  select from pg_catalog.pg_trigger t
  join pg_catalog.pg_class c on c.oid = t.tgrelid
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'extrato' and c.relname = w.table_name and t.tgname = w.name and t.tgenabled = 'A'
)
union all
select pg_catalog.format('the function extrato.%s is not the one that this tool made', w.name)
from unnest(cast(:names as text[]), cast(:bodies as text[])) as w (name, body)
where not exists (
  select from pg_catalog.pg_proc p
  join pg_catalog.pg_namespace n on n.oid = p.pronamespace
  where n.nspname = 'extrato' and p.proname = w.name and p.prosrc = w.body
)

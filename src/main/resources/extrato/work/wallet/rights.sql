-- Who has a right to the ledger, or to its functions, that docs/grants gives nobody; no row when nobody has.
with coisa as (
  select n.nspname || '.' || c.relname as nome, case c.relkind when 'S' then 'sequence' else 'table' end as tipo, c.relowner as dono,
    coalesce(c.relacl, pg_catalog.acldefault((case c.relkind when 'S' then 's' else 'r' end)::"char", c.relowner)) as direitos
  from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'extrato'
    and c.relname in (
      'contas', 'transferencias', 'lancamentos', 'retencoes', 'registros', 'contas_id_seq', 'transferencias_id_seq'
    )
  union all
  select n.nspname || '.' || c.relname || ' (' || a.attname || ')', 'table', c.relowner, a.attacl
  from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  join pg_catalog.pg_attribute a on a.attrelid = c.oid
  where n.nspname = 'extrato'
    and c.relname in ('contas', 'transferencias', 'lancamentos', 'retencoes', 'registros')
  union all
  select n.nspname || '.' || p.proname,
    case when p.proname in ('lancar', 'registrar', 'devolver') then 'door' else 'function' end, p.proowner,
    coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))
  from pg_catalog.pg_proc p
  join pg_catalog.pg_namespace n on n.oid = p.pronamespace
  where n.nspname = 'extrato'
  union all
  select 'the schema ' || n.nspname, 'schema', n.nspowner, coalesce(n.nspacl, pg_catalog.acldefault('n', n.nspowner))
  from pg_catalog.pg_namespace n
  where n.nspname = 'extrato'
)
select pg_catalog.format(
    '%s may %s %s%s, which docs/grants gives nobody',
    case d.grantee when 0 then 'everybody' else pg_catalog.pg_get_userbyid(d.grantee)::text end,
    pg_catalog.lower(d.privilege_type), c.nome, case when d.is_grantable then ' and let others' else '' end
  ) as problem
from coisa c
cross join lateral pg_catalog.aclexplode(c.direitos) d
where d.grantee <> c.dono
  and (
    d.grantee = 0
    or d.is_grantable
    or not case c.tipo
      when 'schema' then d.privilege_type = 'USAGE'
      when 'door' then d.privilege_type = 'EXECUTE'
      when 'function' then false
      else d.privilege_type = 'SELECT'
    end
  )
order by 1

-- What the migrations made for the ledger, as it is there: how a thing is called, and how it is. Nothing depends on the server's version,
-- nor on what the schema is called; whatever names another schema of the tool's is not as it was made.
with esquema as (
  select n.nspname || '.' as prefixo, case n.nspname || '.' when 'extrato.' then '' else 'extrato.' end as usual
  from pg_catalog.pg_namespace n
  where n.nspname = 'extrato'
), tabela as (
  select c.oid, c.relname as nome, 'extrato.' || c.relname as inteiro, c.relowner as dono, c.relkind, c.relpersistence,
    c.relrowsecurity, c.relforcerowsecurity
  from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'extrato'
    and c.relname in ('contas', 'transferencias', 'lancamentos', 'retencoes', 'registros')
), funcao as (
  select p.*,
    pg_catalog.replace(pg_catalog.pg_get_function_identity_arguments(p.oid), e.usual, 'not ours.') as argumentos
  from pg_catalog.pg_proc p
  join pg_catalog.pg_namespace n on n.oid = p.pronamespace
  cross join esquema e
  where n.nspname = 'extrato'
), coisa as (
  select 'table ' || t.inteiro as nome, t.dono,
    pg_catalog.concat_ws(
      ' ', t.relkind, t.relpersistence, case when t.relrowsecurity or t.relforcerowsecurity then 'with row security' end
    ) as feitio
  from tabela t
  union all
  select 'column ' || t.inteiro || '.' || a.attname, t.dono,
    pg_catalog.concat_ws(
      ' ', pg_catalog.format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end,
      case when a.attidentity <> '' then 'identity ' || a.attidentity::text end,
      case when a.attgenerated <> '' then 'generated' end,
      'default ' || pg_catalog.pg_get_expr(d.adbin, d.adrelid)
    )
  from tabela t
  join pg_catalog.pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
  left join pg_catalog.pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
  union all
  select 'constraint ' || k.conname || ' on ' || t.inteiro, t.dono,
    pg_catalog.concat_ws(
      ' ', pg_catalog.pg_get_constraintdef(k.oid), case when not k.convalidated then 'not validated' end
    )
  from tabela t
  join pg_catalog.pg_constraint k on k.conrelid = t.oid and k.contype <> 'n'
  union all
  select 'index extrato.' || c.relname, t.dono,
    pg_catalog.concat_ws(
      ' ', pg_catalog.pg_get_indexdef(i.indexrelid), case when not (i.indisvalid and i.indisready and i.indislive) then 'not valid' end
    )
  from tabela t
  join pg_catalog.pg_index i on i.indrelid = t.oid
  join pg_catalog.pg_class c on c.oid = i.indexrelid
  union all
  select 'trigger ' || g.tgname || ' on ' || t.inteiro, t.dono,
    pg_catalog.pg_get_triggerdef(g.oid) || ' enabled ' || g.tgenabled::text
  from tabela t
  join pg_catalog.pg_trigger g on g.tgrelid = t.oid and not g.tgisinternal
  union all
  select 'rule ' || r.rulename || ' on ' || t.inteiro, t.dono, ''
  from tabela t
  join pg_catalog.pg_rewrite r on r.ev_class = t.oid
  union all
  select 'policy ' || p.polname || ' on ' || t.inteiro, t.dono, ''
  from tabela t
  join pg_catalog.pg_policy p on p.polrelid = t.oid
  union all
  select 'table ' || h.inhrelid::pg_catalog.regclass::text || ', a part of ' || t.inteiro, t.dono, ''
  from tabela t
  join pg_catalog.pg_inherits h on h.inhparent = t.oid
  union all
  select 'sequence extrato.' || c.relname, c.relowner,
    pg_catalog.format('from %s by %s to %s', s.seqmin, s.seqincrement, s.seqmax) || case when s.seqcycle then ' and again' else '' end
  from tabela t
  join pg_catalog.pg_depend d on d.refobjid = t.oid and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.deptype = 'i'
  join pg_catalog.pg_class c on c.oid = d.objid and c.relkind = 'S'
  join pg_catalog.pg_sequence s on s.seqrelid = c.oid
  where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
  union all
  select 'type extrato.' || y.typname, y.typowner,
    (
      select pg_catalog.string_agg(a.attname || ' ' || pg_catalog.format_type(a.atttypid, a.atttypmod), ', ' order by a.attnum)
      from pg_catalog.pg_attribute a
      where a.attrelid = y.typrelid and a.attnum > 0 and not a.attisdropped
    )
  from pg_catalog.pg_type y
  join pg_catalog.pg_namespace n on n.oid = y.typnamespace
  where n.nspname = 'extrato' and y.typname = 'pedido'
  union all
  select 'function extrato.' || f.proname || '(' || f.argumentos || ')', f.proowner,
    pg_catalog.concat_ws(
      ' ', 'returns', pg_catalog.pg_get_function_result(f.oid), 'in', l.lanname, f.provolatile,
      case when f.prosecdef then 'as its owner' end, case when f.proisstrict then 'strict' end,
      case when f.proleakproof then 'leakproof' end, 'parallel ' || f.proparallel::text, f.proconfig::text,
      pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(pg_catalog.replace(pg_catalog.replace(f.prosrc, e.usual, 'not ours.'), e.prefixo, 'extrato.'), 'UTF8')), 'hex')
    )
  from funcao f
  cross join esquema e
  join pg_catalog.pg_language l on l.oid = f.prolang
)
select pg_catalog.replace(c.nome, e.prefixo, 'extrato.') as name,
  pg_catalog.regexp_replace(
    pg_catalog.replace(pg_catalog.replace(c.feitio, e.usual, 'not ours.'), e.prefixo, 'extrato.'), '\s+', ' ', 'g'
  )
    || case when c.dono <> (select t.dono from tabela t where t.nome = 'contas')
      then ' and belongs to ' || pg_catalog.pg_get_userbyid(c.dono)::text
      else ''
    end as shape
from coisa c
cross join esquema e
order by 1

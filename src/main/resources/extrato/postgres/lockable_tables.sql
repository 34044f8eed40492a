-- The tables that the tool reads and writes, those that refer to the books, and which locks this role may
-- take on them.
with tabela as (
  select c.oid, n.nspname, c.relname, n.oid as schema_id
  from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p')
    and pg_catalog.has_schema_privilege(n.oid, 'USAGE')
), livro as (
  select t.oid
  from tabela t
  where t.schema_id = cast(:schema as oid) and t.relname in ('pagamentos', 'sessoes', 'comissoes', 'gastos')
)
select
  pg_catalog.format('%I.%I', t.nspname, t.relname) as name,
  t.oid::bigint as id,
  t.schema_id = cast(:schema as oid) as of_studio,
  t.oid in (select oid from livro) as books,
  t.oid in (select oid from livro)
    or t.relname in ('extratos', 'extrato_run_logs', 'extrato_snapshots')
    or (t.nspname = 'extrato' and t.relname in ('lotes', 'versoes', 'geracoes', 'importacoes', 'runs')) as written,
  pg_catalog.has_table_privilege(t.oid, 'SELECT') as may_read,
  pg_catalog.has_table_privilege(t.oid, 'INSERT, UPDATE, DELETE, TRUNCATE') as may_write
from tabela t
where (
    t.schema_id = cast(:schema as oid)
    and t.relname in (
      'pagamentos', 'sessoes', 'comissoes', 'gastos', 'extratos', 'extrato_run_logs', 'extrato_snapshots', 'clients', 'users'
    )
  )
  or (t.nspname = 'extrato' and t.relname in ('migrations', 'studio', 'lotes', 'versoes', 'geracoes', 'importacoes', 'runs'))
  or t.oid in (
    select k.conrelid
    from pg_catalog.pg_constraint k
    where k.contype = 'f' and k.confrelid in (select oid from livro)
  )
order by t.nspname, t.relname

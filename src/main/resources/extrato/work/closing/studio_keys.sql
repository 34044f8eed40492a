-- What is wrong with the studio's own three keys; no row if all of them exist and are enforced. Without them,
-- a record that is entered during a closing could refer to one that is deleted, and be left behind.
with recursive querida (tabela, coluna, alvo) as (
  values ('pagamentos', 'sessao_id', 'sessoes'), ('sessoes', 'payment_id', 'pagamentos'), ('comissoes', 'pagamento_id', 'pagamentos')
), chave as (
  select q.tabela, q.coluna, q.alvo, t.oid as tabela_id, a.oid as alvo_id, k.oid as id,
    coalesce(pg_catalog.to_jsonb(k) ->> 'conenforced', 'true')::boolean as em_vigor
  from querida q
  join pg_catalog.pg_namespace n on n.nspname = :schema
  join pg_catalog.pg_class t on t.relnamespace = n.oid and t.relname = q.tabela
  join pg_catalog.pg_class a on a.relnamespace = n.oid and a.relname = q.alvo
  left join pg_catalog.pg_constraint k
    on k.contype = 'f' and k.conparentid = 0 and k.conrelid = t.oid and k.confrelid = a.oid
    and k.conkey = array[(select c.attnum from pg_catalog.pg_attribute c where c.attrelid = t.oid and c.attname = q.coluna)]
    and k.confkey = array[(select c.attnum from pg_catalog.pg_attribute c where c.attrelid = a.oid and c.attname = 'id')]
), arvore as (
  -- A key of a partitioned table has a key of its own for each partition.
  select c.id as raiz, c.id from chave c where c.id is not null
  union all
  select a.raiz, k.oid from arvore a join pg_catalog.pg_constraint k on k.conparentid = a.id
), folha as (
  select c.id as raiz, 'check' as lado, f.id as tabela_id
  from chave c
  cross join lateral (
    select p.relid as id from pg_catalog.pg_partition_tree(c.tabela_id) p where p.isleaf
    union
    select c.tabela_id where (select t.relkind from pg_catalog.pg_class t where t.oid = c.tabela_id) = 'r'
  ) f
  union all
  select c.id, 'action', f.id
  from chave c
  cross join lateral (
    select p.relid as id from pg_catalog.pg_partition_tree(c.alvo_id) p where p.isleaf
    union
    select c.alvo_id where (select t.relkind from pg_catalog.pg_class t where t.oid = c.alvo_id) = 'r'
  ) f
), sem_gatilho as (
  -- Each key has two triggers on either side, and all of them must be enabled.
  select distinct f.raiz
  from folha f
  where (
    select count(distinct p.proname)
    from pg_catalog.pg_trigger t
    join pg_catalog.pg_proc p on p.oid = t.tgfoid
    where t.tgrelid = f.tabela_id
      and t.tgconstraint in (select a.id from arvore a where a.raiz = f.raiz)
      and t.tgenabled in ('O', 'A')
      and p.proname like 'RI\_FKey\_%'
      and (f.lado = 'check') = (p.proname like 'RI\_FKey\_check\_%')
  ) < 2
)
select c.tabela || '.' || c.coluna || ' has no foreign key to ' || c.alvo || '.id' as problem
from chave c
where c.id is null
union all
select 'the foreign key of ' || c.tabela || '.' || c.coluna || ' is not enforced'
from chave c
where c.id is not null
  and (not c.em_vigor or c.id in (select s.raiz from sem_gatilho s))
  and not exists (
    -- Another key on the same column may do the same.
    select from chave d
    where d.tabela = c.tabela and d.coluna = c.coluna and d.id <> c.id and d.em_vigor and d.id not in (select s.raiz from sem_gatilho s)
  )

-- Follows selection.sql: live records whose id is in the archive of any month. Each is another record, or, if it was
-- created at the same moment, the archived record itself. A session that stayed when that month was closed is
-- neither, as far as its created_at proves it. Only batches whose range contains a live id are read.
, faixas_vivas as (
  select 'pagamentos' as tabela, min(t.id)::bigint as primeiro, max(t.id)::bigint as ultimo from :"studio".pagamentos t
  union all
  select 'sessoes', min(t.id)::bigint, max(t.id)::bigint from :"studio".sessoes t
  union all
  select 'comissoes', min(t.id)::bigint, max(t.id)::bigint from :"studio".comissoes t
  union all
  select 'gastos', min(t.id)::bigint, max(t.id)::bigint from :"studio".gastos t
), lotes_em_jogo as materialized (
  select l.ano, l.mes, l.versao, l.tabela, l.lote, f.primeiro, f.ultimo
  from faixas_vivas f
  join extrato.lotes l on l.tabela = f.tabela
  join extrato.versoes v on v.ano = l.ano and v.mes = l.mes and v.versao = l.versao and v.restaurada_em is null
  where f.primeiro is not null
    and case
      when l.primeiro_id is null then true
      when l.primeiro_id > f.ultimo or l.ultimo_id < f.primeiro then false
      when l.tabela = 'pagamentos'
        then exists (select from :"studio".pagamentos t where t.id between l.primeiro_id and l.ultimo_id)
      when l.tabela = 'sessoes'
        then exists (select from :"studio".sessoes t where t.id between l.primeiro_id and l.ultimo_id)
      when l.tabela = 'comissoes'
        then exists (select from :"studio".comissoes t where t.id between l.primeiro_id and l.ultimo_id)
      else exists (select from :"studio".gastos t where t.id between l.primeiro_id and l.ultimo_id)
    end
), ids_arquivados as materialized (
  select j.tabela, lido.id, j.ano, j.mes, j.versao, r ->> 'created_at' as criada, r ->> 'cliente_id' as cliente
  from lotes_em_jogo j
  join extrato.lotes l using (ano, mes, versao, tabela, lote)
  cross join lateral pg_catalog.jsonb_array_elements(
    case pg_catalog.jsonb_typeof(l.registros) when 'array' then l.registros else '[]' end
  ) r
  cross join lateral (
    -- An id that is not a number is damage. The proofs of the archive find and report it.
    select
      case when r ->> 'id' ~ '^-?[0-9]{1,19}$'
        then case when (r ->> 'id')::numeric between j.primeiro and j.ultimo then (r ->> 'id')::bigint end
      end as id
  ) lido
  where lido.id is not null
), tomados as (
  -- In a table that has no such column, no record has a value there.
  select a.tabela, a.id, a.ano, a.mes, a.versao, exists (select from pagamentos_do_mes m where m.id = t.id) as do_mes,
    (a.criada <> '' and a.criada = viva.criada) is true as e_o_mesmo, false as sem_data
  from ids_arquivados a
  join :"studio".pagamentos t on t.id = a.id
  cross join (select null::text as created_at) ausente
  cross join lateral (select pg_catalog.concat(created_at) as criada from (select t.*) linha) viva
  where a.tabela = 'pagamentos'
  union all
  select a.tabela, a.id, a.ano, a.mes, a.versao, exists (select from sessoes_do_mes m where m.id = t.id),
    (a.criada <> '' and a.criada = viva.criada) is true, (
      a.id = any (v.ficaram) and a.criada is null and viva.criada = ''
        and coalesce(a.cliente, '') = pg_catalog.concat(t.cliente_id)
    ) is true
  from ids_arquivados a
  join extrato.versoes v on v.ano = a.ano and v.mes = a.mes and v.versao = a.versao
  join :"studio".sessoes t on t.id = a.id
  cross join (select null::text as created_at) ausente
  cross join lateral (select pg_catalog.concat(created_at) as criada from (select t.*) linha) viva
  where a.tabela = 'sessoes'
    and (
      a.id = any (v.ficaram) and a.criada <> '' and a.criada = viva.criada
        and coalesce(a.cliente, '') = pg_catalog.concat(t.cliente_id)
    ) is not true
  union all
  select a.tabela, a.id, a.ano, a.mes, a.versao, exists (select from comissoes_do_mes m where m.id = t.id),
    (a.criada <> '' and a.criada = viva.criada) is true, false
  from ids_arquivados a
  join :"studio".comissoes t on t.id = a.id
  cross join (select null::text as created_at) ausente
  cross join lateral (select pg_catalog.concat(created_at) as criada from (select t.*) linha) viva
  where a.tabela = 'comissoes'
  union all
  select a.tabela, a.id, a.ano, a.mes, a.versao, exists (select from gastos_do_mes m where m.id = t.id),
    (a.criada <> '' and a.criada = viva.criada) is true, false
  from ids_arquivados a
  join :"studio".gastos t on t.id = a.id
  cross join (select null::text as created_at) ausente
  cross join lateral (select pg_catalog.concat(created_at) as criada from (select t.*) linha) viva
  where a.tabela = 'gastos'
)
select
  tabela, id, ano, mes, max(versao) as versao, do_mes, pg_catalog.bool_or(e_o_mesmo) as e_o_mesmo,
  pg_catalog.bool_and(sem_data) as sem_data
from tomados
group by tabela, id, ano, mes, do_mes
order by do_mes desc, tabela, id, ano, mes

-- The books' records that transfers wrote and that are neither live nor in the archive, or have another amount there; and those
-- that still count although their transfer was taken back.
--
-- A record that says which transfer wrote it is known by that, because its id may be another's by now.
with vivo as (
  select r.*, pg_catalog.substring(r.observacoes, cast(:remark as text))::bigint as transferencia
  from (
    select 'pagamentos' as tabela, p.id::bigint as id, p.valor::text as valor, p.observacoes::text as observacoes
    from :"studio".pagamentos p
    union all
    select 'comissoes', c.id::bigint, c.valor::text, c.observacoes::text
    from :"studio".comissoes c
  ) r
), lembrado as (
  select distinct on (v.tabela, v.transferencia) v.tabela, v.transferencia, v.id, v.valor
  from vivo v
  where v.transferencia is not null
  order by v.tabela, v.transferencia, v.id
), achado as (
  select r.transferencia, r.tabela, r.registro, r.valor, case when n.id is null then v.valor else n.valor end as vivo,
    case when n.id is null and v.id is null then (
      select a.registro ->> 'valor'
      from extrato.arquivo a
      cross join lateral (
        select pg_catalog.substring(a.registro ->> 'observacoes', cast(:remark as text))::bigint as transferencia
      ) n
      where a.tabela = r.tabela and a.ano = r.ano and a.mes = r.mes
        and (n.transferencia = r.transferencia or (n.transferencia is null and a.id = r.registro::text))
      order by n.transferencia nulls last, a.versao desc
      limit 1
    ) end as guardado
  from extrato.registros r
  left join lembrado n on n.tabela = r.tabela and n.transferencia = r.transferencia
  left join vivo v on v.tabela = r.tabela and v.id = r.registro and v.transferencia is null
)
select p.problem
from (
  select pg_catalog.format(
      case when coalesce(a.vivo, a.guardado) is null
        then '%s id %s, which transfer %s wrote, is neither live nor in the archive'
        else '%s id %s has another amount than transfer %s wrote'
      end,
      a.tabela, a.registro, a.transferencia
    ) as problem, a.transferencia, a.tabela
  from achado a
  where coalesce(a.vivo, a.guardado)::numeric * 100 is distinct from a.valor
  union all
  select pg_catalog.format(
      '%s id %s still counts what transfer %s released, though transfer %s took it back',
      a.tabela, a.registro, a.transferencia, t.id
    ), a.transferencia, a.tabela
  from achado a
  join extrato.transferencias t on t.estorna = a.transferencia
  where coalesce(a.vivo, a.guardado) is not null
    and not exists (select from extrato.registros r where r.transferencia = t.id and r.tabela = a.tabela)
) p
order by p.transferencia, p.tabela desc, p.problem

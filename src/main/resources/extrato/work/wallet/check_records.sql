-- The books' records that transfers wrote and that are neither live nor in the archive, or have another amount there; and those
-- that still count although their transfer was taken back.
--
-- A record that says which transfer wrote it is known by that, because its id may be another's by now.
with vivo as (
  select r.*, pg_catalog.substring(r.observacoes, 'carteira, transferência ([0-9]{1,18})')::bigint as transferencia
  from (
    select 'pagamentos' as tabela, p.id::bigint as id, p.valor::text as valor, p.observacoes::text as observacoes
    from :"studio".pagamentos p
    union all
    select 'comissoes', c.id::bigint, c.valor::text, c.observacoes::text
    from :"studio".comissoes c
  ) r
), achado as (
  select r.transferencia, r.tabela, r.registro, r.valor, v.valor as vivo,
    case when v.id is null then (
      select a.registro ->> 'valor'
      from extrato.arquivo a
      cross join lateral (
        select pg_catalog.substring(a.registro ->> 'observacoes', 'carteira, transferência ([0-9]{1,18})')::bigint as transferencia
      ) n
      where a.tabela = r.tabela and a.ano = r.ano and a.mes = r.mes
        and (n.transferencia = r.transferencia or (n.transferencia is null and a.id = r.registro::text))
      order by n.transferencia nulls last, a.versao desc
      limit 1
    ) end as guardado
  from extrato.registros r
  left join lateral (
    select v.id, v.valor
    from vivo v
    where v.tabela = r.tabela
      and (v.transferencia = r.transferencia or (v.transferencia is null and v.id = r.registro))
    order by v.transferencia nulls last
    limit 1
  ) v on true
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

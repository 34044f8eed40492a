-- The books' records that transfers wrote and that are neither live nor in the archive, or have another amount there; and those
-- that still count although their transfer was taken back.
with vivo as (
  select 'pagamentos' as tabela, p.id::bigint as id, p.valor::text as valor from :"studio".pagamentos p
  where p.id in (select r.registro from extrato.registros r where r.tabela = 'pagamentos')
  union all
  select 'comissoes', c.id::bigint, c.valor::text from :"studio".comissoes c
  where c.id in (select r.registro from extrato.registros r where r.tabela = 'comissoes')
), achado as (
  select r.transferencia, r.tabela, r.registro, r.valor, v.valor as vivo,
    case when v.id is null then (
      select a.registro ->> 'valor'
      from extrato.arquivo a
      where a.tabela = r.tabela and a.ano = r.ano and a.mes = r.mes and a.id = r.registro::text
      order by a.versao desc
      limit 1
    ) end as guardado
  from extrato.registros r
  left join vivo v on v.tabela = r.tabela and v.id = r.registro
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

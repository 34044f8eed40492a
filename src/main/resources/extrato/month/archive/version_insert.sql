-- Follows legacy_statement.sql: what this version adds to stays as it was. With the version goes what its documents
-- show and nothing could tell later: the twelve months before it as they stand now, and the deposits that were held.
, doze as (
  select m.inicio::date as inicio, extract(year from m.inicio)::integer as ano, extract(month from m.inicio)::integer as mes
  from pg_catalog.generate_series(:first_day - interval '12 months', :first_day - interval '1 month', interval '1 month') m (inicio)
), fechado as (
  -- The tool's own copy where it closed the month; else what another program wrote, of which nobody knows what it is.
  select d.inicio, coalesce(
    (
      select v.totais::text
      from extrato.versoes v
      where v.ano = d.ano and v.mes = d.mes and v.restaurada_em is null
        and exists (select from :"studio".extratos e where e.ano = d.ano and e.mes = d.mes)
      order by v.versao desc
      limit 1
    ),
    (
      select case pg_catalog.json_typeof(pg_catalog.to_json(e.totais))
        when 'string' then pg_catalog.to_json(e.totais) #>> '{}'
        else e.totais::text
      end
      from :"studio".extratos e
      where e.ano = d.ano and e.mes = d.mes
      limit 1
    )
  ) as totais
  from doze d
), total as (
  select f.inicio, f.totais is not null as fechado,
    pg_catalog.substring(f.totais, '"(?:receita_total|total_pagamentos)"\s*:\s*"?(-?[0-9]{1,18}(?:\.[0-9]{1,6})?)')::numeric as receita,
    pg_catalog.substring(f.totais, '"comissoes_total"\s*:\s*"?(-?[0-9]{1,18}(?:\.[0-9]{1,6})?)')::numeric as comissoes,
    pg_catalog.substring(f.totais, '"despesas_total"\s*:\s*"?(-?[0-9]{1,18}(?:\.[0-9]{1,6})?)')::numeric as despesas
  from fechado f
), vivo as (
  select d.inicio, l.tabela, l.valor
  from doze d
  join (
    select pg_catalog.date_trunc('month', p.data::timestamp)::date as inicio, 'pagamentos' as tabela, sum(p.valor) as valor
    from :"studio".pagamentos p
    where p.data >= (:first_day - interval '12 months')::date and p.data < :first_day
    group by 1
    union all
    select pg_catalog.date_trunc('month', p.data::timestamp)::date, 'comissoes', sum(c.valor)
    from :"studio".comissoes c
    join :"studio".pagamentos p on p.id = c.pagamento_id
    where p.data >= (:first_day - interval '12 months')::date and p.data < :first_day
    group by 1
    union all
    select pg_catalog.date_trunc('month', c.created_at :local_moment)::date, 'comissoes', sum(c.valor)
    from :"studio".comissoes c
    where c.pagamento_id is null
      and (c.created_at :local_moment)::date >= (:first_day - interval '12 months')::date
      and (c.created_at :local_moment)::date < :first_day
    group by 1
    union all
    select pg_catalog.date_trunc('month', g.data::timestamp)::date, 'gastos', sum(g.valor)
    from :"studio".gastos g
    where g.data >= (:first_day - interval '12 months')::date and g.data < :first_day
    group by 1
  ) l on l.inicio = d.inicio
), aberto as (
  select v.inicio,
    coalesce(sum(v.valor) filter (where v.tabela = 'pagamentos'), 0) as receita,
    coalesce(sum(v.valor) filter (where v.tabela = 'comissoes'), 0) as comissoes,
    coalesce(sum(v.valor) filter (where v.tabela = 'gastos'), 0) as despesas
  from vivo v
  group by v.inicio
), antes as (
  select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
    'mes', pg_catalog.to_char(t.inicio::timestamp, 'YYYY-MM'),
    'fechado', t.fechado,
    'receita', case when t.fechado then t.receita else a.receita end,
    'comissoes', case when t.fechado then t.comissoes else a.comissoes end,
    'despesas', case when t.fechado then t.despesas else a.despesas end
  ) order by t.inicio) as meses
  from total t
  left join aberto a on a.inicio = t.inicio
  where t.fechado or a.inicio is not null
)
insert into extrato.versoes (ano, mes, versao, run_id, backup_file, backup_digest, tabelas, totais, ficaram, legado, documento)
select :ano, :mes, :versao, :run_id, :backup_file, :backup_digest, cast(:tabelas as jsonb), cast(:totais as jsonb), :ficaram, a.linha,
  pg_catalog.jsonb_build_object('antes', coalesce(n.meses, '[]'), 'artistas', cast(:artistas as jsonb), 'depositos', cast(:depositos as jsonb))
from antigo a, antes n

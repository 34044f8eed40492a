-- Follows statement_lists.sql: the old generator's lists unchanged, followed by the archive's.
, lista_antiga as (
  select lista.nome, case pg_catalog.jsonb_typeof(lida.itens) when 'array' then lida.itens else '[]' end as itens
  from (
    select v.legado
    from extrato.versoes v
    where v.ano = :ano and v.mes = :mes and v.restaurada_em is null
    order by v.versao
    limit 1
  ) v
  cross join lateral (values ('pagamentos'), ('sessoes'), ('comissoes'), ('gastos')) as lista (nome)
  cross join lateral (
    select
      case pg_catalog.jsonb_typeof(v.legado -> lista.nome)
        when 'string' then (v.legado ->> lista.nome)::jsonb
        else v.legado -> lista.nome
      end as itens
  ) lida
), com_legado as (
  select
    ((select a.itens from lista_antiga a where a.nome = 'pagamentos') || l.pagamentos::jsonb)::json as pagamentos,
    ((select a.itens from lista_antiga a where a.nome = 'sessoes') || l.sessoes::jsonb)::json as sessoes,
    ((select a.itens from lista_antiga a where a.nome = 'comissoes') || l.comissoes::jsonb)::json as comissoes,
    ((select a.itens from lista_antiga a where a.nome = 'gastos') || l.gastos::jsonb)::json as gastos
  from listas l
)

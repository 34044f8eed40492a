-- The statement that the old generator left: the row itself before this tool's first version, the copy kept
-- with that version afterwards.
with antigo as (
  select coalesce(
    (
      select v.legado
      from extrato.versoes v
      where v.ano = :ano and v.mes = :mes and v.restaurada_em is null
      order by v.versao
      limit 1
    ),
    (
      select pg_catalog.to_jsonb(e)
      from :"studio".extratos e
      where e.ano = :ano and e.mes = :mes
        and not exists (
          select from extrato.versoes v where v.ano = e.ano and v.mes = e.mes and v.restaurada_em is null
        )
    )
  ) as linha
)

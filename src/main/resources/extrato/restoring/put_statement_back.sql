-- The old generator's statement, as it was before this tool added to it.
update :"studio".extratos e
set pagamentos = antes.pagamentos,
  sessoes = antes.sessoes,
  comissoes = antes.comissoes,
  gastos = antes.gastos,
  totais = antes.totais
from (
  select v.legado
  from extrato.versoes v
  where v.ano = :ano and v.mes = :mes and v.restaurada_em is null
  order by v.versao
  limit 1
) v
cross join lateral pg_catalog.jsonb_populate_record(null:::"studio".extratos, v.legado) antes
where e.ano = :ano and e.mes = :mes

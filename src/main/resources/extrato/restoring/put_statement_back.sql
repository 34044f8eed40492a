-- The old generator's statement, as it was before this tool added to it.
update :"studio".extratos e
set pagamentos = antes.pagamentos,
  sessoes = antes.sessoes,
  comissoes = antes.comissoes,
  gastos = antes.gastos,
  totais = antes.totais
from pg_catalog.jsonb_populate_record(null:::"studio".extratos, cast(:legado as jsonb)) antes
where e.ano = :ano and e.mes = :mes

select
  e.created_at::timestamptz as created_at, e.pagamentos::text as pagamentos, e.sessoes::text as sessoes,
  e.comissoes::text as comissoes, e.gastos::text as gastos, e.totais::text as totais
from :"studio".extratos e
where e.ano = :ano and e.mes = :mes

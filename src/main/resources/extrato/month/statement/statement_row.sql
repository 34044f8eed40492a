select e.created_at::timestamptz as created_at, e.totais::text as totais
from :"studio".extratos e
where e.ano = :ano and e.mes = :mes

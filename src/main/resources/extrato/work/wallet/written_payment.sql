-- The payment that a transfer wrote, live or out of the archive; its session where that is live. It is known by amount, client
-- and remark: its id may be another record's by now, and it may have another id.
with escrito as (
  select r.registro, r.valor, h.cliente, r.transferencia
  from extrato.registros r
  join extrato.transferencias t on t.id = r.transferencia
  join extrato.retencoes h on h.id = t.retencao
  where r.transferencia = :transfer and r.tabela = 'pagamentos'
), pagamento as (
  select p.id::text as id, p.valor::numeric as valor, p.cliente_id::bigint as client, p.artista_id::bigint as artist,
    p.sessao_id::bigint as session, p.forma_pagamento::text as form, p.observacoes::text as observacoes, 0 as place, 0 as versao
  from :"studio".pagamentos p
  union all
  select a.id, (a.registro ->> 'valor')::numeric, (a.registro ->> 'cliente_id')::bigint, (a.registro ->> 'artista_id')::bigint,
    (a.registro ->> 'sessao_id')::bigint, a.registro ->> 'forma_pagamento', a.registro ->> 'observacoes', 1, a.versao
  from extrato.arquivo a
  where a.tabela = 'pagamentos'
), notado as (
  select p.*, pg_catalog.substring(p.observacoes, cast(:remark as text))::bigint as transferencia
  from pagamento p
)
select n.client, n.artist, s.id::bigint as session, n.form
from escrito e
join notado n on n.client = e.cliente and n.valor * 100 = e.valor
  and (n.transferencia = e.transferencia or (n.transferencia is null and n.id = e.registro::text))
left join :"studio".sessoes s on s.id = n.session
order by n.transferencia nulls last, n.place, n.versao desc
limit 1

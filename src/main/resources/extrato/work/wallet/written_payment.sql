-- A payment that a transfer wrote, live or out of the archive; its session where that is live.
with escrito as (
  select p.cliente_id::bigint as client, p.artista_id::bigint as artist, p.sessao_id::bigint as session, p.forma_pagamento::text as form, 0 as place
  from :"studio".pagamentos p
  where p.id = :id
  union all
  (
    select (a.registro ->> 'cliente_id')::bigint, (a.registro ->> 'artista_id')::bigint, (a.registro ->> 'sessao_id')::bigint,
      a.registro ->> 'forma_pagamento', 1
    from extrato.arquivo a
    where a.tabela = 'pagamentos' and a.id = (:id)::text
    order by a.versao desc
    limit 1
  )
)
select e.client, e.artist, s.id::bigint as session, e.form
from escrito e
left join :"studio".sessoes s on s.id = e.session
order by e.place
limit 1

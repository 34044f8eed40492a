-- The columns of a payment that are not as a release wrote them; all of them where it is not there.
select c.name
from (values ('data'), ('valor'), ('forma_pagamento'), ('observacoes'), ('cliente_id'), ('artista_id'), ('sessao_id')) c (name)
left join :"studio".pagamentos p on p.id = :id
where case c.name
  when 'data' then p.data = cast(:day as date)
  when 'valor' then p.valor = cast(:amount as numeric)
  when 'forma_pagamento' then p.forma_pagamento::text = :form
  when 'observacoes' then p.observacoes::text = :note
  when 'cliente_id' then p.cliente_id = cast(:client as bigint)
  when 'artista_id' then p.artista_id = cast(:artist as bigint)
  when 'sessao_id' then p.sessao_id is not distinct from cast(:session as bigint)
end is not true

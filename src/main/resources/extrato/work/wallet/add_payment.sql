-- Writes a payment into the books, and tells its number.
insert into :"studio".pagamentos (data, valor, forma_pagamento, observacoes, cliente_id, artista_id, sessao_id)
values (cast(:day as pg_catalog.date), cast(:amount as pg_catalog.numeric), :form, :note, :client, :artist, :session)
returning id

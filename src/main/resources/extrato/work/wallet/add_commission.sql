-- Writes a commission into the books, and tells its number.
insert into :"studio".comissoes (pagamento_id, artista_id, percentual, valor, observacoes, created_at)
values (:payment, :artist, cast(:percent as pg_catalog.numeric), cast(:amount as pg_catalog.numeric), :note, cast(:created as :moment))
returning id

-- The columns of a commission that are not as a release wrote them; all of them where it is not there. When it was created is
-- the books' affair: it goes with its payment.
select c.name
from (values ('pagamento_id'), ('artista_id'), ('percentual'), ('valor'), ('observacoes')) c (name)
left join :"studio".comissoes k on k.id = :id
where case c.name
  when 'pagamento_id' then k.pagamento_id = cast(:payment as bigint)
  when 'artista_id' then k.artista_id = cast(:artist as bigint)
  when 'percentual' then k.percentual = cast(:percent as numeric)
  when 'valor' then k.valor = cast(:amount as numeric)
  when 'observacoes' then k.observacoes::text = :note
end is not true

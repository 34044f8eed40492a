-- Which of these numbers are nobody's.
select w.kind, w.id
from unnest(cast(:kinds as text[]), cast(:ids as bigint[])) as w (kind, id)
where case w.kind
  when 'client' then not exists (select from :"studio".clients p where p.id = w.id)
  else not exists (select from :"studio".users p where p.id = w.id)
end

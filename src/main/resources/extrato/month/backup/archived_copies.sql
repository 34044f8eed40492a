-- Every copy of these records in the archives of all months, in the versions that count.
-- A batch without a first and last id may hold any of them.
select r.registro ->> 'id' as id, r.registro::text as registro
from extrato.arquivo r
join extrato.versoes v on v.ano = r.ano and v.mes = r.mes and v.versao = r.versao and v.restaurada_em is null
where r.tabela = :tabela
  and (r.ano, r.mes, r.versao, r.tabela, r.lote) in (
    select l.ano, l.mes, l.versao, l.tabela, l.lote
    from extrato.lotes l
    where l.tabela = :tabela and (l.primeiro_id <= :last and l.ultimo_id >= :first) is not false
  )
  and r.id = any (cast(:ids as text[]))

-- What a transfer wrote into the books.
select r.tabela as table_name, r.registro as id, r.valor as amount
from extrato.registros r
where r.transferencia = :id
order by r.tabela desc, r.registro

-- Follows selection.sql.
delete from :"studio".comissoes where id operator(pg_catalog.=) any (select id from comissoes_do_mes)

-- Follows selection.sql.
delete from :"studio".comissoes where id in (select id from comissoes_do_mes)

-- Follows selection.sql.
delete from :"studio".gastos where id in (select id from gastos_do_mes)

-- Follows selection.sql.
delete from :"studio".gastos where id operator(pg_catalog.=) any (select id from gastos_do_mes)

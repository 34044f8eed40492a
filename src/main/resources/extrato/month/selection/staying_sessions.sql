-- Follows selection.sql: the month's sessions that stay live.
select id::bigint from sessoes_que_ficam order by id

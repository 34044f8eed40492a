-- The tables of the books that have a record without an id, which is possible only without a primary key.
select 'pagamentos' as tabela where exists (select from :"studio".pagamentos t where t.id is null)
union all
select 'sessoes' where exists (select from :"studio".sessoes t where t.id is null)
union all
select 'comissoes' where exists (select from :"studio".comissoes t where t.id is null)
union all
select 'gastos' where exists (select from :"studio".gastos t where t.id is null)

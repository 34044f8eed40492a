-- The one rule that says which records are a month. Every statement that backs up, archives or deletes begins with it.
-- The month stands in the transaction's settings: extrato.first_day, extrato.next_month and the two moments.
with pagamentos_do_mes as (
  select p.id, p.sessao_id
  from :"studio".pagamentos p
  where p.data >= pg_catalog.current_setting('extrato.first_day')::date
    and p.data < pg_catalog.current_setting('extrato.next_month')::date
), sessoes_do_mes as (
  -- Whatever their own date and status: the payment decides, pointed at from either side.
  select s.id
  from :"studio".sessoes s
  where s.payment_id in (select id from pagamentos_do_mes)
  union
  select p.sessao_id
  from pagamentos_do_mes p
  where p.sessao_id is not null
), sessoes_que_ficam as (
  -- A payment outside the month refers to them too: they leave with the last payment that does.
  select s.id
  from sessoes_do_mes m
  join :"studio".sessoes s on s.id = m.id
  where exists (
      select from :"studio".pagamentos other
      where other.sessao_id = s.id
        and (other.data >= pg_catalog.current_setting('extrato.first_day')::date
          and other.data < pg_catalog.current_setting('extrato.next_month')::date) is not true
    )
    or exists (
      select from :"studio".pagamentos other
      where other.id = s.payment_id
        and (other.data >= pg_catalog.current_setting('extrato.first_day')::date
          and other.data < pg_catalog.current_setting('extrato.next_month')::date) is not true
    )
), comissoes_do_mes as (
  select c.id
  from :"studio".comissoes c
  where c.pagamento_id in (select id from pagamentos_do_mes)
  union all
  select c.id
  from :"studio".comissoes c
  where c.pagamento_id is null
    and c.created_at >= cast(pg_catalog.current_setting('extrato.first_moment') as :moment)
    and c.created_at < cast(pg_catalog.current_setting('extrato.next_moment') as :moment)
), gastos_do_mes as (
  select g.id
  from :"studio".gastos g
  where g.data >= pg_catalog.current_setting('extrato.first_day')::date
    and g.data < pg_catalog.current_setting('extrato.next_month')::date
)

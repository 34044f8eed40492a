-- What was held for clients at the month's end, and what the month brought: as the wallet's entries tell. No row where nothing
-- was ever held. What takes a transfer back counts as that transfer.
with movimento as (
  select c.dono as retencao, l.valor, t.quando, coalesce(e.tipo, t.tipo) as tipo
  from extrato.contas c
  join extrato.lancamentos l on l.conta = c.id
  join extrato.transferencias t on t.id = l.transferencia
  left join extrato.transferencias e on e.id = t.estorna
  where c.tipo = 'hold' and t.quando < cast(:fim as timestamptz)
), aberta as (
  select m.retencao, sum(m.valor) as valor
  from movimento m
  group by m.retencao
  having sum(m.valor) > 0
), do_mes as (
  select coalesce(sum(m.valor) filter (where m.tipo = 'hold'), 0) as entrou,
    coalesce(-sum(m.valor) filter (where m.tipo = 'release'), 0) as liberado,
    coalesce(-sum(m.valor) filter (where m.tipo in ('refund', 'expire')), 0) as devolvido
  from movimento m
  where m.quando >= cast(:inicio as timestamptz)
), abertas as (
  select coalesce(sum(a.valor), 0) as total, coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
    'retencao', h.id,
    'cliente', coalesce(c.name::text, 'cliente ' || h.cliente),
    'sessao', h.sessao,
    'desde', pg_catalog.timezone(:zone, t.quando)::date,
    'vence', pg_catalog.timezone(:zone, h.vence)::date,
    'valor', pg_catalog.round(a.valor / 100, 2)::text
  ) order by h.id), '[]') as lista
  from aberta a
  join extrato.retencoes h on h.id = a.retencao
  join extrato.transferencias t on t.id = h.id
  left join :"studio".clients c on c.id = h.cliente
)
select pg_catalog.jsonb_build_object(
  'guardado', pg_catalog.round(b.total / 100, 2)::text,
  'entrou', pg_catalog.round(d.entrou / 100, 2)::text,
  'liberado', pg_catalog.round(d.liberado / 100, 2)::text,
  'devolvido', pg_catalog.round(d.devolvido / 100, 2)::text,
  'abertas', b.lista
)::text as depositos
from do_mes d, abertas b
where exists (select from movimento)

-- What does not add up in the ledger, whoever made it so; no row when everything does.
with conta as (
  select c.id, c.tipo, c.dono, c.saldo, c.versao,
    c.tipo || case c.dono when 0 then '' else ':' || c.dono::text end as nome
  from extrato.contas c
), lancado as (
  select l.transferencia, pg_catalog.count(*) as pernas, pg_catalog.sum(l.valor) as soma
  from extrato.lancamentos l
  group by l.transferencia
), cadeia as (
  select l.conta, l.versao, l.valor, l.saldo, l.transferencia,
    pg_catalog.row_number() over w as numero,
    pg_catalog.lag(l.saldo, 1, 0::bigint) over w as antes,
    pg_catalog.lag(l.transferencia, 1, 0::bigint) over w as transferencia_antes
  from extrato.lancamentos l
  window w as (partition by l.conta order by l.versao)
), ultimo as (
  select distinct on (l.conta) l.conta, l.versao, l.saldo
  from extrato.lancamentos l
  order by l.conta, l.versao desc
)
select pg_catalog.format('transfer %s has %s entries that add up to %s cents', t.id, coalesce(l.pernas, 0), coalesce(l.soma, 0)) as problem
from extrato.transferencias t
left join lancado l on l.transferencia = t.id
where coalesce(l.pernas, 0) < 2 or l.soma <> 0
union all
select pg_catalog.format('there are entries of transfer %s, which is not there', l.transferencia)
from lancado l
where not exists (select from extrato.transferencias t where t.id = l.transferencia)
union all
select pg_catalog.format('account %s: version %s, by transfer %s, does not follow from the one before', coalesce(c.nome, 'number ' || k.conta::text), k.versao, k.transferencia)
from cadeia k
left join conta c on c.id = k.conta
where c.id is null
  or k.versao <> k.numero
  or k.saldo <> k.antes + k.valor
  or k.transferencia <= k.transferencia_antes
  or case when c.tipo in ('till', 'issue') then k.saldo > 0 else k.saldo < 0 end
union all
select pg_catalog.format('account %s is said to have %s cents in version %s, its entries come to %s in version %s', c.nome, c.saldo, c.versao, coalesce(u.saldo, 0), coalesce(u.versao, 0))
from conta c
left join ultimo u on u.conta = c.id
where c.saldo <> coalesce(u.saldo, 0) or c.versao <> coalesce(u.versao, 0)
union all
select pg_catalog.format('hold %s is not what its transfer held', h.id)
from extrato.retencoes h
where not exists (
  select from extrato.transferencias t
  join extrato.lancamentos l on l.transferencia = t.id and l.valor = h.valor
  join conta c on c.id = l.conta and c.tipo = 'hold' and c.dono = h.id
  join extrato.lancamentos de on de.transferencia = t.id and de.valor = -h.valor
  join conta d on d.id = de.conta and d.tipo = 'client' and d.dono = h.cliente
  where t.id = h.id and t.tipo = 'hold' and t.retencao = h.id
)
union all
select pg_catalog.format('transfer %s made a hold that is not there', t.id)
from extrato.transferencias t
where t.tipo = 'hold' and not exists (select from extrato.retencoes h where h.id = t.id)
union all
select pg_catalog.format('transfer %s moves what is held for another hold or client', t.id)
from extrato.transferencias t
join extrato.lancamentos l on l.transferencia = t.id
join conta c on c.id = l.conta
left join extrato.retencoes h on h.id = t.retencao
where (c.tipo = 'hold' and t.tipo <> 'reverse' and c.dono is distinct from t.retencao)
  or (t.tipo in ('refund', 'expire') and c.tipo = 'client' and c.dono is distinct from h.cliente)
union all
select pg_catalog.format('transfer %s does not take back what it reverses, transfer %s', t.id, t.estorna)
from extrato.transferencias t
where t.tipo = 'reverse'
  and (
    exists (
      select from extrato.lancamentos l
      where l.transferencia = t.estorna
        and not exists (
          select from extrato.lancamentos r where r.transferencia = t.id and r.conta = l.conta and r.valor = -l.valor
        )
    )
    or (select l.pernas from lancado l where l.transferencia = t.id)
      is distinct from (select l.pernas from lancado l where l.transferencia = t.estorna)
  )
union all
select pg_catalog.format('transfer %s names another as reversed, and is no reversal', t.id)
from extrato.transferencias t
where t.tipo <> 'reverse' and t.estorna is not null
union all
select pg_catalog.format('transfer %s names a hold, and is about none', t.id)
from extrato.transferencias t
where t.tipo not in ('hold', 'release', 'refund', 'expire') and t.retencao is not null

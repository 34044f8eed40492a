-- Follows migration_6.sql, on a database where that has run. It may run twice: see docs/wallet.md.
-- How entries are written and checked. A ledger that an earlier edition of
-- migration_3.sql made gets these in place of its own; rights stay as they are.

-- Whoever writes entries is held to this, also in the role of a replica: each
-- transfer is there, adds up to 0 and is written at once, as nobody adds to one
-- that is there already; and each account's versions follow from one another.
create or replace function extrato.conferir_lancamentos() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  errado text;
begin
  select coalesce(
    t.errada,
    pg_catalog.format(
      'transfer %s has %s entries that add up to %s cents',
      t.transferencia, t.pernas, t.soma
    )
  )
  into errado
  from (
    select n.transferencia, pg_catalog.sum(n.valor) as soma,
      pg_catalog.count(*) as pernas,
      pg_catalog.min(
        case
          when c.id is null
            or n.versao < 1
            or n.valor = 0
            or (n.versao > 1 and l.conta is null)
            or n.saldo <> n.valor + coalesce(l.saldo, 0)
            or case
              when c.tipo in ('till', 'issue') then n.saldo > 0
              else n.saldo < 0
            end
            then pg_catalog.format(
              'version %s of account %s does not follow from the one before',
              n.versao, n.conta
            )
        end
      ) as errada
    from novos n
    left join extrato.contas c on c.id = n.conta
    left join extrato.lancamentos l
      on l.conta = n.conta and l.versao = n.versao - 1
    group by n.transferencia
  ) t
  -- Joined: a plan of `exists` for many may read the whole table for one.
  left join extrato.transferencias d on d.id = t.transferencia
  where t.errada is not null
    or d.id is null
    or t.soma <> 0
    or t.pernas < 2
    or t.pernas <> (
      select pg_catalog.count(*)
      from extrato.lancamentos l
      where l.transferencia = t.transferencia
    )
  limit 1;
  if errado is not null then
    raise exception using errcode = 'EW006', message = errado;
  end if;
  return null;
end
$$;
drop trigger if exists conferir on extrato.lancamentos;
create trigger conferir after insert on extrato.lancamentos
  referencing new table as novos
  for each statement execute function extrato.conferir_lancamentos();
alter table extrato.lancamentos enable always trigger conferir;

-- A request as it was sent, understood.
create or replace function extrato.lido(
  p jsonb, numero bigint, retencao bigint, cliente bigint
) returns extrato.pedido
language sql stable
as $$
  select row(
    coalesce((p ->> 'line')::bigint, numero),
    p ->> 'key',
    pg_catalog.substring(
      pg_catalog.sha256(
        pg_catalog.convert_to((p - 'key' - 'line')::text, 'UTF8')
      ),
      1, 16
    ),
    p ->> 'kind',
    nullif(pg_catalog.split_part(p ->> 'account', ':', 1), ''),
    coalesce(
      nullif(pg_catalog.split_part(p ->> 'account', ':', 2), ''), '0'
    )::bigint,
    nullif(pg_catalog.split_part(p ->> 'to', ':', 1), ''),
    coalesce(
      nullif(pg_catalog.split_part(p ->> 'to', ':', 2), ''), '0'
    )::bigint,
    (p ->> 'amount')::bigint,
    (p ->> 'share')::integer,
    retencao,
    p ->> 'hold_key',
    cliente,
    (p ->> 'session')::bigint,
    (p ->> 'until')::timestamptz,
    (p ->> 'days')::integer,
    (p ->> 'reverses')::bigint,
    p ->> 'reason',
    p ->> 'form',
    null
  )::extrato.pedido
$$;

-- Carries out one request that moves money from one account to another, and
-- nothing else; null for every other, for `lancar` to carry out or to refuse.
-- Until it commits nobody else gets at its accounts. So whatever does not
-- depend on a balance is done before they are locked, and little after.
create or replace function extrato.lancar_um(pedido jsonb, quem text)
returns bigint
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  p        extrato.pedido;
  entradas extrato.lancamentos[];
  feitas   extrato.lancamentos[];
  entrada  extrato.lancamentos;
  conta    extrato.contas;
  todas    boolean;
begin
  p := extrato.lido(pedido, 1, null, null);
  if p.tipo not in ('credit', 'debit', 'transfer', 'issue', 'sell', 'buy')
    or extrato.mal_feito(p) is not null
  then
    return null;
  end if;

  lock table extrato.transferencias in row exclusive mode;
  perform pg_advisory_xact_lock(hashtextextended(p.chave, 7305808));
  if exists (
    select from extrato.transferencias t where t.chave = p.chave
  ) then
    return null;
  end if;

  select
    array_agg(
      row(c.id, null, null, e.valor, null)::extrato.lancamentos
      order by c.tipo in ('till', 'issue', 'studio'), c.id
    ),
    bool_and(c.id is not null)
  into entradas, todas
  from extrato.pernas(p) e
  left join extrato.contas c on c.tipo = e.tipo and c.dono = e.dono;
  if not todas then
    return null;
  end if;

  foreach entrada in array entradas loop
    select c.*
    into conta
    from extrato.contas c
    where c.id = entrada.conta
    for no key update;
    entrada.versao := conta.versao + 1;
    entrada.saldo := conta.saldo + entrada.valor;
    if (conta.tipo in ('till', 'issue') and entrada.saldo > 0)
      or (conta.tipo not in ('till', 'issue') and entrada.saldo < 0)
    then
      return null;
    end if;
    feitas := feitas || entrada;
  end loop;

  -- Numbers are drawn behind the locks: an account's history has them in order.
  p.id := nextval('extrato.transferencias_id_seq');
  insert into extrato.transferencias (
    id, chave, pedido, tipo, quando, por, motivo, forma
  )
  values (
    p.id, p.chave, p.digest, p.tipo, clock_timestamp(), quem, p.motivo, p.forma
  );
  insert into extrato.lancamentos
  select e.conta, e.versao, p.id, e.valor, e.saldo from unnest(feitas) e;
  update extrato.contas c
  set saldo = e.saldo, versao = e.versao
  from unnest(feitas) e
  where c.id = e.conta;
  return p.id;
end
$$;

-- Carries requests out, all or none: a JSON array of objects with
-- line, key, kind, account, to, amount (cents), share (basis points), hold or
-- hold_key, session, until or days, reverses, reason, form.
-- First the keys, then the accounts in order, those of everybody last, as they
-- are wanted most; what follows reads anew.
-- A key that was used is answered as the first time. A refused one is not used.
-- However small the ledger was when a session planned this, rows are looked up
-- one by one.
create or replace function extrato.lancar(pedidos jsonb, quem text)
returns table (linha bigint, transferencia bigint, nova boolean)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set jit = off
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
#variable_conflict use_column
declare
  todos    extrato.pedido[];
  novos    extrato.pedido[];
  entradas extrato.lancamentos[];
  errada   extrato.lancamentos;
  retidas  jsonb;
  recusa   jsonb;
  agora    timestamptz;
  primeira bigint;
  muitos   boolean;
  numero   bigint;
begin
  if jsonb_array_length(pedidos) = 1 then
    numero := extrato.lancar_um(pedidos -> 0, quem);
    if numero is not null then
      linha := coalesce((pedidos -> 0 ->> 'line')::bigint, 1);
      transferencia := numero;
      nova := true;
      return next;
      return;
    end if;
  end if;

  select array_agg(
    extrato.lido(
      e.p, e.n, coalesce((e.p ->> 'hold')::bigint, r.id), r.cliente
    )
    order by e.n
  )
  into todos
  from jsonb_array_elements(pedidos) with ordinality as e (p, n)
  left join extrato.transferencias k
    on k.chave = e.p ->> 'hold_key' and k.tipo = 'hold'
  left join extrato.retencoes r
    on r.id = coalesce((e.p ->> 'hold')::bigint, k.id);

  select jsonb_build_object('line', p.linha, 'problem', m.problema)
  into recusa
  from unnest(todos) p
  cross join lateral (select extrato.mal_feito(p) as problema) m
  where m.problema is not null
  order by p.linha
  limit 1;
  if recusa is not null then
    perform extrato.recusar('EW002', recusa);
  end if;

  -- Many at once have the keys to themselves; one alone waits only for its own.
  muitos := cardinality(todos) > 1;
  if muitos then
    lock table extrato.transferencias in share row exclusive mode;
  else
    lock table extrato.transferencias in row exclusive mode;
    perform pg_advisory_xact_lock(hashtextextended(todos[1].chave, 7305808));
  end if;

  select array_agg(d.pedido order by (d.pedido).linha)
  into novos
  from (
    select distinct on (u.chave) u as pedido
    from unnest(todos) u
    where not exists (
      select from extrato.transferencias t where t.chave = u.chave
    )
    order by u.chave, u.linha
  ) d;

  if novos is not null then
    insert into extrato.contas (tipo, dono)
    select distinct e.tipo, e.dono
    from unnest(novos) p
    cross join lateral extrato.pernas(p) e
    where e.tipo <> 'hold'
      and e.dono is not null
      and not exists (
        select from extrato.contas c where c.tipo = e.tipo and c.dono = e.dono
      )
    order by e.tipo, e.dono
    on conflict do nothing;

    perform 1
    from extrato.contas c
    where (c.tipo, c.dono) in (
      select e.tipo, e.dono
      from unnest(novos) p
      cross join lateral extrato.pernas(p) e
    )
    order by c.tipo in ('till', 'issue', 'studio'), c.id
    for no key update;

    agora := clock_timestamp();

    -- Numbers are drawn behind the locks: an account's history has them in order.
    select array_agg(
      row(
        p.linha, p.chave, p.digest, p.tipo, p.conta_tipo, p.conta_dono,
        p.para_tipo, p.para_dono,
        case
          when p.tipo in ('release', 'refund', 'expire')
            then coalesce(p.valor, c.saldo)
          else p.valor
        end,
        p.cota, p.retencao, p.chave_retencao, p.cliente, p.sessao,
        coalesce(p.vence, agora + make_interval(days => p.dias)), p.dias,
        p.estorna, p.motivo, p.forma,
        nextval('extrato.transferencias_id_seq')
      )::extrato.pedido
      order by p.linha
    )
    into novos
    from (select u.* from unnest(novos) u order by u.linha) p
    left join extrato.contas c on c.tipo = 'hold' and c.dono = p.retencao;

    primeira := novos[1].id;

    -- A hold that one of these requests makes is known to those behind it.
    if muitos then
      select jsonb_object_agg(
        p.chave, jsonb_build_array(p.id, p.conta_dono, p.linha)
      )
      into retidas
      from unnest(novos) p
      where p.tipo = 'hold';
    end if;
    if retidas is not null then
      select array_agg(
        row(
          p.linha, p.chave, p.digest, p.tipo, p.conta_tipo, p.conta_dono,
          p.para_tipo, p.para_dono, p.valor, p.cota,
          coalesce(p.retencao, (h.feita ->> 0)::bigint), p.chave_retencao,
          coalesce(p.cliente, (h.feita ->> 1)::bigint), p.sessao, p.vence,
          p.dias, p.estorna, p.motivo, p.forma, p.id
        )::extrato.pedido
        order by p.linha
      )
      into novos
      from unnest(novos) p
      cross join lateral (
        select case
          when (retidas -> p.chave_retencao ->> 2)::bigint < p.linha
            then retidas -> p.chave_retencao
        end as feita
      ) h;
    end if;

    if muitos
      or novos[1].tipo in ('release', 'refund', 'expire', 'reverse')
    then
      select jsonb_build_object(
        'line', p.linha, 'hold', p.retencao, 'hold_key', p.chave_retencao,
        'transfer', p.estorna, 'problem', m.problema
      )
      into recusa
      from unnest(novos) p
      cross join lateral (
        select case
          when p.tipo in ('release', 'refund', 'expire') then case
            when p.cliente is null or p.valor is null then 'no such hold'
            when p.valor = 0 then 'the hold is not open'
            when p.tipo = 'expire' and not exists (
              select from extrato.retencoes r
              where r.id = p.retencao and r.vence <= agora
            ) then 'the hold is not due'
          end
          when p.tipo = 'reverse' then case
            when not exists (
              select from extrato.transferencias t where t.id = p.estorna
            ) then 'no such transfer'
            when exists (
              select from extrato.transferencias t
              where t.id = p.estorna and t.tipo = 'reverse'
            ) then 'a reversal is not reversed'
            when exists (
              select from extrato.transferencias t where t.estorna = p.estorna
            ) or exists (
              select from unnest(novos) o
              where o.estorna = p.estorna and o.linha < p.linha
            ) then 'the transfer is reversed already'
          end
        end as problema
      ) m
      where m.problema is not null
      order by p.linha
      limit 1;
      if recusa is not null then
        perform extrato.recusar(
          case
            when recusa ->> 'transfer' is null then 'EW014'
            else 'EW006'
          end,
          recusa
        );
      end if;
    end if;

    if muitos or novos[1].tipo = 'hold' then
      insert into extrato.contas (tipo, dono)
      select 'hold', p.id
      from unnest(novos) p
      where p.tipo = 'hold'
      order by p.id;
    end if;

    select array_agg(
      row(
        e.conta, e.versao + e.numero, e.id, e.valor, e.saldo
      )::extrato.lancamentos
      order by e.conta, e.numero
    )
    into entradas
    from (
      select c.id as conta, c.versao, p.id, l.valor,
        row_number() over w as numero,
        (c.saldo + sum(l.valor) over w)::bigint as saldo
      from unnest(novos) p
      cross join lateral extrato.pernas(p) l
      join extrato.contas c on c.tipo = l.tipo and c.dono = l.dono
      window w as (partition by c.id order by p.id)
    ) e;

    select e.*
    into errada
    from unnest(entradas) e
    join extrato.contas c on c.id = e.conta
    where case
      when c.tipo in ('till', 'issue') then e.saldo > 0
      else e.saldo < 0
    end
    order by e.transferencia
    limit 1;
    if errada.conta is not null then
      select jsonb_build_object(
        'line', p.linha, 'account', c.tipo, 'owner', c.dono,
        'hold', p.retencao, 'amount', abs(errada.valor),
        'balance', abs(errada.saldo - errada.valor),
        'missing', abs(errada.saldo),
        'problem', case c.tipo
          when 'hold' then 'the hold does not have so much'
          else 'not enough balance'
        end
      )
      into recusa
      from unnest(novos) p
      join extrato.contas c on c.id = errada.conta
      where p.id = errada.transferencia;
      perform extrato.recusar('EW014', recusa);
    end if;

    insert into extrato.transferencias (
      id, chave, pedido, tipo, quando, por, motivo, forma, retencao, estorna
    )
    select p.id, p.chave, p.digest, p.tipo, agora, quem, p.motivo, p.forma,
      case p.tipo when 'hold' then p.id else p.retencao end, p.estorna
    from unnest(novos) p
    order by p.id;

    if muitos or novos[1].tipo = 'hold' then
      insert into extrato.retencoes (id, cliente, valor, sessao, vence)
      select p.id, p.conta_dono, p.valor, p.sessao, p.vence
      from unnest(novos) p
      where p.tipo = 'hold'
      order by p.id;
    end if;

    insert into extrato.lancamentos
    select e.* from unnest(entradas) e;

    update extrato.contas c
    set saldo = e.saldo, versao = e.versao
    from (
      select distinct on (u.conta) u.conta, u.versao, u.saldo
      from unnest(entradas) u
      order by u.conta, u.versao desc
    ) e
    where c.id = e.conta;
  end if;

  if cardinality(novos) is distinct from cardinality(todos) then
    select jsonb_build_object(
      'line', p.linha, 'key', p.chave, 'transfer', t.id,
      'problem', 'the key was used for another request'
    )
    into recusa
    from unnest(todos) p
    join extrato.transferencias t on t.chave = p.chave
    where t.pedido <> p.digest
    order by p.linha
    limit 1;
    if recusa is not null then
      perform extrato.recusar('EW006', recusa);
    end if;
  end if;

  -- Whoever had a key before has a lower number than those drawn here.
  return query
  select p.linha, t.id,
    coalesce(t.id >= primeira, false)
      and row_number() over (partition by p.chave order by p.linha) = 1
  from unnest(todos) p
  join extrato.transferencias t on t.chave = p.chave
  order by p.linha;
end
$$;

revoke all on function
  extrato.conferir_lancamentos(), extrato.lido(jsonb, bigint, bigint, bigint),
  extrato.lancar_um(jsonb, text), extrato.lancar(jsonb, text)
  from public;

-- Follows migration_7.sql, on a database where that has run. It may run twice: see docs/wallet.md.
-- A request says what belongs to its kind and nothing else. Before, a credit
-- could name a transfer as reversed, or a hold, and the ledger kept it so.

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
    coalesce(retencao, (p ->> 'hold')::bigint),
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

-- What is wrong with a request, whatever the ledger holds; null if nothing is.
create or replace function extrato.mal_feito(p extrato.pedido) returns text
language sql stable
as $$
  select case
    when pg_catalog.length(coalesce(p.chave, '')) not between 1 and 200
      then 'the key must have 1 to 200 characters'
    when p.tipo is null or p.tipo not in (
        'credit', 'debit', 'transfer', 'hold', 'release', 'refund', 'expire',
        'reverse', 'issue', 'sell', 'buy'
      )
      then 'there is no such operation'
    when p.valor not between 1 and 99999999999
      then 'the amount must be at least 0,01 and at most 999.999.999,99'
    when p.valor is null
        and p.tipo not in ('release', 'refund', 'expire', 'reverse')
      then 'the amount is missing'
    when p.conta_tipo is null
        and p.tipo in ('credit', 'debit', 'transfer', 'hold', 'sell', 'buy')
      then 'the account is missing'
    when p.tipo = 'transfer' and p.para_tipo is null
      then 'the account to transfer to is missing'
    when p.conta_tipo not in ('client', 'artist', 'studio')
        or p.para_tipo not in ('client', 'artist', 'studio')
      then 'this account takes no such operation'
    when (p.conta_tipo = 'studio') <> (p.conta_dono = 0)
        or (p.para_tipo = 'studio') <> (p.para_dono = 0)
        or p.conta_dono < 0 or p.para_dono < 0
      then 'there is no such account'
    when p.tipo in ('sell', 'buy') and p.conta_tipo = 'studio'
      then 'the studio does not trade with itself'
    when p.tipo = 'hold' and p.conta_tipo <> 'client'
      then 'only a client''s money is held'
    when p.tipo = 'transfer'
        and (p.conta_tipo, p.conta_dono) = (p.para_tipo, p.para_dono)
      then 'from and to are the same account'
    when p.tipo in ('release', 'refund', 'expire')
        and p.retencao is null and p.chave_retencao is null
      then 'the hold is missing'
    when p.tipo = 'release' and coalesce(p.cota, -1) not between 0 and 10000
      then 'the share must be between 0 and 100 per cent'
    when p.tipo = 'release' and p.para_tipo is null and p.cota < 10000
      then 'the artist is missing'
    when p.tipo = 'release' and p.para_tipo <> 'artist'
      then 'a hold is released to an artist'
    when p.tipo = 'reverse' and p.estorna is null
      then 'the transfer to reverse is missing'
    when p.estorna is not null and p.tipo <> 'reverse'
      then 'only a reversal names a transfer'
    when (p.retencao is not null or p.chave_retencao is not null)
        and p.tipo not in ('release', 'refund', 'expire')
      then 'this operation is about no hold'
    when p.conta_tipo is not null
        and p.tipo in ('release', 'refund', 'expire', 'reverse')
      then 'this operation takes no account: the hold or transfer says whose'
    when p.para_tipo is not null and p.tipo not in ('transfer', 'release')
      then 'this operation goes to nobody else'
    when p.cota is not null and p.tipo <> 'release'
      then 'only a release has a share'
    when p.sessao is not null and p.tipo not in ('hold', 'release')
      then 'only a hold or a release is for a session'
    when (p.vence is not null or p.dias is not null) and p.tipo <> 'hold'
      then 'only a hold expires'
  end
$$;

-- The first edition of migration_3.sql had it; what is entered is checked by
-- the trigger now.
alter table extrato.lancamentos
  drop constraint if exists lancamentos_valor_check;

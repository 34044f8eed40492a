-- Every transfer whole, as a line of JSON, in the order of their numbers. A time that to_char tells with less than it is (infinity, the
-- years before Christ) stands as the server writes it, in UTC.
select t.id, pg_catalog.jsonb_build_object(
    'id', t.id, 'key', t.chave, 'request', pg_catalog.encode(t.pedido, 'hex'), 'kind', t.tipo,
    'at', case
      when t.quando >= '0001-01-01 00:00:00+00' and t.quando < '10000-01-01 00:00:00+00'
        then pg_catalog.to_char(t.quando at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
      else t.quando::text
    end, 'by', t.por, 'reason', t.motivo,
    'form', t.forma, 'hold', t.retencao, 'reverses', t.estorna,
    'held', (
      select pg_catalog.jsonb_build_object(
        'client', h.cliente, 'amount', h.valor, 'session', h.sessao,
        'until', case
          when h.vence >= '0001-01-01 00:00:00+00' and h.vence < '10000-01-01 00:00:00+00'
            then pg_catalog.to_char(h.vence at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
          else h.vence::text
        end
      )
      from extrato.retencoes h
      where h.id = t.id
    ),
    'entries', (
      select pg_catalog.jsonb_agg(
        pg_catalog.jsonb_build_array(c.tipo, c.dono, l.versao, l.valor, l.saldo) order by l.valor > 0, c.tipo, c.dono
      )
      from extrato.lancamentos l
      join extrato.contas c on c.id = l.conta
      where l.transferencia = t.id
    ),
    'records', coalesce(
      (
        select pg_catalog.jsonb_agg(
          pg_catalog.jsonb_build_array(r.tabela, r.registro, r.ano, r.mes, r.valor) order by r.tabela, r.registro
        )
        from extrato.registros r
        where r.transferencia = t.id
      ),
      '[]'
    )
  )::text as line
from extrato.transferencias t
where t.id <= :last
order by t.id

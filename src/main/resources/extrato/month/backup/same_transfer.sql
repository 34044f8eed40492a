-- Whether the ledger has this very transfer under its number. A time is compared as the ledger's backup tells it.
select exists (
  select
  from extrato.transferencias t
  where t.id = :id and t.chave = :key and pg_catalog.encode(t.pedido, 'hex') = :request
    and :at = case
      when t.quando >= '0001-01-01 00:00:00+00' and t.quando < '10000-01-01 00:00:00+00'
        then pg_catalog.to_char(t.quando at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
      else t.quando::text
    end
)

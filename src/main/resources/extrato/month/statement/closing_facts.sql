-- What the documents of a statement say of its closing. A database that this version of the tool has not upgraded lacks the column
-- of the months before.
select v.run_id, v.criada_em, v.backup_file, v.backup_digest, (pg_catalog.to_jsonb(v) -> 'documento')::text as documento,
  array(
    select distinct f.id
    from extrato.versoes w
    cross join lateral unnest(w.ficaram) f (id)
    where w.ano = :ano and w.mes = :mes and w.restaurada_em is null
  ) as ficaram
from extrato.versoes v
where v.ano = :ano and v.mes = :mes and v.restaurada_em is null
order by v.versao desc
limit 1

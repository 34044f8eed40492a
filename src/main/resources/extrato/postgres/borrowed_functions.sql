-- The tool's functions that were made for another schema: their bodies name it, as a schema that is renamed takes its
-- functions along with the text that they were made from. And the statement that makes each anew for this one.
select distinct
  m.nome[1] as named,
  pg_catalog.regexp_replace(
    pg_catalog.pg_get_functiondef(p.oid), '\mextrato(_[a-z0-9_]*)?("?\.)', n.nspname || '\2', 'g'
  ) as anew
from pg_catalog.pg_namespace n
join pg_catalog.pg_proc p on p.pronamespace = n.oid
cross join lateral pg_catalog.regexp_matches(
  pg_catalog.regexp_replace(p.prosrc, '-{2}[^\n]*', '', 'g'), '\m(extrato(_[a-z0-9_]*)?)"?\.', 'g'
) m (nome)
where n.nspname = 'extrato'
  and p.prokind = 'f'
  and p.proname in (
    'nada_muda', 'conferir_lancamentos', 'pernas', 'mal_feito', 'recusar', 'registrar', 'devolver', 'lido', 'lancar_um', 'lancar'
  )
  and m.nome[1] <> n.nspname
order by 2, 1

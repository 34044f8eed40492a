-- What the database knows of the month: its statement, and its versions that were not taken back.
select
  exists (
    select from :"studio".extratos e where e.ano = :ano and e.mes = :mes
  ) as statement,
  (
    select max(v.versao) from extrato.versoes v where v.ano = :ano and v.mes = :mes and v.restaurada_em is null
  ) as version,
  (
    select max(v.versao) from extrato.versoes v where v.ano = :ano and v.mes = :mes
  ) as last_version

-- Some installations have json where others have jsonb.
alter table extratos
  alter column pagamentos type json,
  alter column sessoes type json,
  alter column comissoes type json,
  alter column gastos type json,
  alter column totais type json;
alter table extrato_snapshots alter column data type json;

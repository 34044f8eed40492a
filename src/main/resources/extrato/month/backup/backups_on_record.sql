-- Whether earlier versions, which kept no list of them, wrote backups from here.
select exists (select from extrato.versoes v where v.backup_digest is not null)
  or exists (
    select from extrato.runs r
    where r.command in ('backup', 'monthly') and r.backup_digest is not null
  )

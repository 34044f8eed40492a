-- Whether earlier versions of the tool, which kept no list of backups, wrote any from this database.
select exists (select from extrato.versoes v where v.backup_digest is not null)
  or exists (
    select from extrato.runs r
    where r.command in ('backup', 'monthly') and r.backup_digest is not null
  )

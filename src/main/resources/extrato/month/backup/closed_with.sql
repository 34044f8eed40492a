-- The backups that statements were made from; the archive holds what they hold.
select distinct v.backup_digest
from extrato.versoes v
where v.backup_digest is not null

-- The backups that statements were made from: what they hold, the archive holds.
select distinct v.backup_digest
from extrato.versoes v
where v.backup_digest is not null

-- Where the staged records of one table are not those that are held to be right.
-- What was left live is in the file too; a session that is live is left as the application has it, but for a pointer that waits.
with s as (
  select f.id::bigint as id, false as vivo, :staged_values as valores from :staged_table f
  union all
  select f.id::bigint, true, :staged_values from :left_table f
), r as (
  select r.id::bigint as id, :right_values as valores,
    exists (select from :live_table t where t.id::text = r.id and :live_is_same) as vivo
  from :right_table r
), desvio as (
  select
    coalesce(s.id, r.id) as id,
    case when s.id is null then 'falta' when r.id is null then 'sobra' else 'outro' end as que,
    s.valores as do_arquivo,
    r.valores as certos
  from s
  full join r on r.id = s.id
  where case
    when s.id is null then not r.vivo
    when :sessions and s.id = any (:gone) then false
    when :sessions and s.id = any (:waiting) then r.id is not null and :staged_pointer is distinct from :right_pointer
    when r.id is null then not s.vivo
    else s.valores is distinct from r.valores
  end
)

-- A token comes on record with its digest.
insert into extrato.tokens (jti, nome, escopos, resumo, criado_por, criado_em, expira_em)
values (:jti, :nome, :escopos, :resumo, :por, :agora, :expira)

-- Ends a token, by its name or its id.
update extrato.tokens t
set revogado_em = :agora, revogado_por = :por
where (t.nome = :qual or t.jti = :qual) and t.revogado_em is null
returning t.jti, t.nome, t.escopos, t.resumo, t.criado_em, t.criado_por, t.expira_em, t.revogado_em

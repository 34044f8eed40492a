-- The tokens, the newest first; the one of that id where one is given.
select t.jti, t.nome, t.escopos, t.resumo, t.criado_em, t.criado_por, t.expira_em, t.revogado_em
from extrato.tokens t
where cast(:jti as text) is null or t.jti = cast(:jti as text)
order by t.criado_em desc, t.jti

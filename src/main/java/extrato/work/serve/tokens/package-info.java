/**
 * Tokens: who may ask {@code extrato serve} for what. {@link extrato.work.serve.tokens.TokenSigner}
 * says whether a token is one of this key's, {@link extrato.work.serve.tokens.TokenTable} whether
 * it still counts.
 */
@NullMarked
package extrato.work.serve.tokens;

import org.jspecify.annotations.NullMarked;

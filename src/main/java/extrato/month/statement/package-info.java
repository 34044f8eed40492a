/**
 * A closed month as its statement tells it, whoever wrote the statement. Start with {@link
 * extrato.month.statement.StatementPage}.
 */
@NullMarked
package extrato.month.statement;

import org.jspecify.annotations.NullMarked;

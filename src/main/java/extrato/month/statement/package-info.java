/** A closed month as its statement tells it, whoever wrote the statement. */
@NullMarked
package extrato.month.statement;

import org.jspecify.annotations.NullMarked;

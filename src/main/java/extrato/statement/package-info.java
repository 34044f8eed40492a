/** A closed month as its statement tells it, whoever wrote the statement. */
@NullMarked
package extrato.statement;

import org.jspecify.annotations.NullMarked;

/** The connection to PostgreSQL: transactions, the text form, the tool's own schema. */
@NullMarked
package extrato.postgres;

import org.jspecify.annotations.NullMarked;

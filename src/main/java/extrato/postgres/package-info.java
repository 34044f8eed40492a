/**
 * The connection to PostgreSQL: transactions, the text form, the tool's own schema. Start with
 * {@link extrato.postgres.Database}, whose transactions give a {@link extrato.postgres.Snapshot}.
 */
@NullMarked
package extrato.postgres;

import org.jspecify.annotations.NullMarked;

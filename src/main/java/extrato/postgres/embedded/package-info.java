/**
 * A real PostgreSQL server that the program starts and stops itself, for {@code embedded:}
 * addresses and for the demo. Its binaries come with the program, its data stay in a folder.
 *
 * <p>Start reading with {@link extrato.postgres.embedded.EmbeddedServer}.
 */
@NullMarked
package extrato.postgres.embedded;

import org.jspecify.annotations.NullMarked;

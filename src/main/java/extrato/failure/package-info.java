/** What can go wrong, and the exit code of each. */
@NullMarked
package extrato.failure;

import org.jspecify.annotations.NullMarked;

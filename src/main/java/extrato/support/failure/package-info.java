/** What can go wrong, and the exit code of each. */
@NullMarked
package extrato.support.failure;

import org.jspecify.annotations.NullMarked;

/** Closing a month against what else closes one, on the same server, in turns. */
@NullMarked
package extrato.bench;

import org.jspecify.annotations.NullMarked;

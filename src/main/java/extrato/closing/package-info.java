/** The one transaction that closes a month. */
@NullMarked
package extrato.closing;

import org.jspecify.annotations.NullMarked;

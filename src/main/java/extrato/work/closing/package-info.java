/** The one transaction that closes a month. */
@NullMarked
package extrato.work.closing;

import org.jspecify.annotations.NullMarked;

/** Puts a closed month back, and proves that this could be done. */
@NullMarked
package extrato.work.restoring;

import org.jspecify.annotations.NullMarked;

/** Puts a closed month back, and proves that it could. */
@NullMarked
package extrato.work.restoring;

import org.jspecify.annotations.NullMarked;

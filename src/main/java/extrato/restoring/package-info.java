/** Puts a closed month back, and proves that it could. */
@NullMarked
package extrato.restoring;

import org.jspecify.annotations.NullMarked;

/** A believable studio to try the tool on. */
@NullMarked
package extrato.demo;

import org.jspecify.annotations.NullMarked;

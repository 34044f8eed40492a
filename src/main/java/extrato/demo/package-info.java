/** A believable studio for trying the tool out. */
@NullMarked
package extrato.demo;

import org.jspecify.annotations.NullMarked;

/**
 * The texts for whoever belongs to the studio, a file for each language. What operators read is
 * English and stands where it is said.
 */
@NullMarked
package extrato.support.messages;

import org.jspecify.annotations.NullMarked;

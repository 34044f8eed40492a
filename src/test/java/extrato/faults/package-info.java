/**
 * What the program must survive: each fault is tried many times, from a seed that can be repeated.
 */
@NullMarked
package extrato.faults;

import org.jspecify.annotations.NullMarked;

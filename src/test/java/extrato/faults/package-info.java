/** What the program must survive: each fault tried many times, from a seed that repeats it. */
@NullMarked
package extrato.faults;

import org.jspecify.annotations.NullMarked;

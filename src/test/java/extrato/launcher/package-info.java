/** The shell script that starts the program. */
@NullMarked
package extrato.launcher;

import org.jspecify.annotations.NullMarked;

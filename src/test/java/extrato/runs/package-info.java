@NullMarked
package extrato.runs;

import org.jspecify.annotations.NullMarked;

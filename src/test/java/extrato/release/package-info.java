/** What is handed to others: the release, its files, and that anybody can build the same ones. */
@NullMarked
package extrato.release;

import org.jspecify.annotations.NullMarked;

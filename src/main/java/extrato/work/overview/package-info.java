/** The state of every month, and what a person should look at. */
@NullMarked
package extrato.work.overview;

import org.jspecify.annotations.NullMarked;

/** How every month stands, and what about it a person should look at. */
@NullMarked
package extrato.work.overview;

import org.jspecify.annotations.NullMarked;

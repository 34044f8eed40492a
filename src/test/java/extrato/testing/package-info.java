/** What the tests stand on: a real server, studios' databases, awkward books, a saboteur. */
@NullMarked
package extrato.testing;

import org.jspecify.annotations.NullMarked;

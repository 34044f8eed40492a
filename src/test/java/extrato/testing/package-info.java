/** What the tests are built on: a real server, studios' databases, awkward books, and faults. */
@NullMarked
package extrato.testing;

import org.jspecify.annotations.NullMarked;

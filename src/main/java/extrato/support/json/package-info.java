/** JSON that is written and read without mapping classes to it. */
@NullMarked
package extrato.support.json;

import org.jspecify.annotations.NullMarked;

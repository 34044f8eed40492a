/** What the tool was told: command line, environment, file, defaults. */
@NullMarked
package extrato.support.settings;

import org.jspecify.annotations.NullMarked;

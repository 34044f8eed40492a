/** The tool's settings, from command line, environment, file and defaults. */
@NullMarked
package extrato.support.settings;

import org.jspecify.annotations.NullMarked;

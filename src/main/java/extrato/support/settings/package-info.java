/**
 * The tool's settings, from command line, environment, file and defaults. {@link
 * extrato.support.settings.Setting} lists them, {@link extrato.support.settings.Settings} is what
 * they say.
 */
@NullMarked
package extrato.support.settings;

import org.jspecify.annotations.NullMarked;

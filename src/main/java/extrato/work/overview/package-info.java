/**
 * The state of every month, and what a person should look at. Start with {@link
 * extrato.work.overview.Overview}; the rules are in {@link extrato.work.overview.Checkup}.
 */
@NullMarked
package extrato.work.overview;

import org.jspecify.annotations.NullMarked;

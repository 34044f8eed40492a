/**
 * What a restore and an import have in common: both load records into temporary tables, and ask the
 * catalog what may be in the way of them and what their records need behind them.
 */
@NullMarked
package extrato.work.staging;

import org.jspecify.annotations.NullMarked;

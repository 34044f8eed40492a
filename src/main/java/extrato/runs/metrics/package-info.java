/** What monitors read about the runs: a file for node_exporter's textfile collector. */
@NullMarked
package extrato.runs.metrics;

import org.jspecify.annotations.NullMarked;

/**
 * Data files as records: CSV, JSON arrays and NDJSON, packed or not, and the grammar of the values
 * in them. It is stricter than PostgreSQL's own, which takes {@code NaN}, {@code today} and {@code
 * 1.005} for data. Nothing here knows a database. Begin reading with {@link
 * extrato.work.importing.files.Conversion}.
 */
@NullMarked
package extrato.work.importing.files;

import org.jspecify.annotations.NullMarked;

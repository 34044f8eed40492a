/**
 * Single records: where each is, and with which values. Start with {@link
 * extrato.work.records.RecordSearch}.
 */
@NullMarked
package extrato.work.records;

import org.jspecify.annotations.NullMarked;

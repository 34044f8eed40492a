/** Single records: where each is and with which values, and what two backups have differently. */
@NullMarked
package extrato.work.records;

import org.jspecify.annotations.NullMarked;

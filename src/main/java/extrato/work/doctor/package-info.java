/** Examines an installation and its database, and says what to do about what it finds. */
@NullMarked
package extrato.work.doctor;

import org.jspecify.annotations.NullMarked;

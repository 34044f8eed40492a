/**
 * Examines an installation and its database, and says what to do about what it finds. It changes
 * nothing. Start with {@link extrato.work.doctor.Doctor}; each class of checks looks at one thing.
 */
@NullMarked
package extrato.work.doctor;

import org.jspecify.annotations.NullMarked;

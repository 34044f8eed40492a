/**
 * A studio's life, year after year, on a real PostgreSQL: what its people, its web application, its
 * cron and its bad luck do, and an account of every record that does not come from the program.
 *
 * <p>{@link extrato.life.Plan} draws what happens, {@link extrato.life.Life} lives it, and {@link
 * extrato.life.Laws} compares the books with the {@link extrato.life.Account} after each step.
 * Account and laws are written from the contract: nothing here asks the program's classes about a
 * month, a record or a file. Start reading at {@code Life}.
 */
@NullMarked
package extrato.life;

import org.jspecify.annotations.NullMarked;

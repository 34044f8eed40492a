/**
 * Statements and reports as files for people. {@link extrato.documents.Documents} reads what they
 * say, and writes them as what was asked for; the packages below hold what each format takes. None
 * of this is loaded by a run that writes no document.
 */
@NullMarked
package extrato.documents;

import org.jspecify.annotations.NullMarked;

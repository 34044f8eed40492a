/**
 * Documents on paper. {@link extrato.documents.pdf.Paper} is the file, {@link
 * extrato.documents.pdf.Typeface} its letters, {@link extrato.documents.pdf.PaperTable} a table
 * over as many pages as it takes.
 */
@NullMarked
package extrato.documents.pdf;

import org.jspecify.annotations.NullMarked;

/**
 * Documents as spreadsheets, on the JDK's own zip and row by row: a library that holds a sheet, or
 * looks at each cell three times, takes the memory and the time of the whole program. {@link
 * extrato.documents.xlsx.Workbook} is the file, {@link extrato.documents.xlsx.Sheet} a sheet of it.
 */
@NullMarked
package extrato.documents.xlsx;

import org.jspecify.annotations.NullMarked;

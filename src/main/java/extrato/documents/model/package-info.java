/**
 * What a document says, whatever it is written as: a head, figures, and tables of typed cells.
 * {@link extrato.documents.model.MonthDocument} is a closed month, {@link
 * extrato.documents.model.PeriodDocument} months side by side.
 */
@NullMarked
package extrato.documents.model;

import org.jspecify.annotations.NullMarked;

/**
 * The pages that people look at: text becomes part of one through {@link
 * extrato.documents.html.Markup} and nothing else. They have no scripts, and load a style sheet
 * from the same place alone.
 */
@NullMarked
package extrato.work.serve.pages;

import org.jspecify.annotations.NullMarked;

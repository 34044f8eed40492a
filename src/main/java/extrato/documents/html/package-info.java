/**
 * Documents as pages: one file each, without a script or anything from outside. {@link
 * extrato.documents.html.Markup} is the only writer, and whatever passes it is text.
 */
@NullMarked
package extrato.documents.html;

import org.jspecify.annotations.NullMarked;

/**
 * What surely, maybe and never stands in a message's body, and what a filter makes of that.
 *
 * <p>A {@link io.github.standpipe.shape.Shape} says more than one value and less than any: it is
 * read from constants, templates and the patterns that an event had to match. Each answer is on the
 * safe side: what is not known is {@code PERHAPS}.
 */
@NullMarked
package io.github.standpipe.shape;

import org.jspecify.annotations.NullMarked;

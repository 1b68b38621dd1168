/**
 * What a message's body certainly, possibly or never contains, and how a filter treats it.
 *
 * <p>A {@link io.github.standpipe.internal.shape.Shape} says more than one value and less than any:
 * it is read from constants, templates and the patterns that an event had to match. Each answer is
 * on the safe side: what is not known is {@code PERHAPS}.
 */
@NullMarked
package io.github.standpipe.internal.shape;

import org.jspecify.annotations.NullMarked;

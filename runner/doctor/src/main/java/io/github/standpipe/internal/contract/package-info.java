/**
 * What a pipe reads of an event and what it gives, derived from its filter, its templates and its
 * transform.
 *
 * <p>A transform is followed with values that stand for parts of the event instead of an event. A
 * result that depends on more than is followed counts as one that reads everything it is given.
 */
@NullMarked
package io.github.standpipe.internal.contract;

import org.jspecify.annotations.NullMarked;

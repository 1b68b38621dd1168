/**
 * Enrichers of one's own: {@link io.github.standpipe.orders.OrderTotals} is one to copy, and {@code
 * standpipe new enricher NAME} writes another beside it.
 */
@NullMarked
package io.github.standpipe.orders;

import org.jspecify.annotations.NullMarked;

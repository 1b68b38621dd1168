/**
 * Your own enrichers: copy {@link io.github.standpipe.orders.OrderTotals}, or write another one
 * with {@code standpipe new enricher NAME}.
 */
@NullMarked
package io.github.standpipe.orders;

import org.jspecify.annotations.NullMarked;

/**
 * What the rules of a Classic bus would be as subscribers of a custom event bus, and what would
 * change for the pipes behind them.
 */
@NullMarked
package io.github.standpipe.internal.migration;

import org.jspecify.annotations.NullMarked;

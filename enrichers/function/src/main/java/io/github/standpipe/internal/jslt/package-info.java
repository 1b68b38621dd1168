/**
 * JSLT transforms as they are evaluated for each event, and the objects that they build.
 *
 * <p>JSLT defines what an expression means: its operators and functions are called, and anything
 * unusual is left to its own evaluation. This package only walks from one operator to the next.
 */
@NullMarked
package io.github.standpipe.internal.jslt;

import org.jspecify.annotations.NullMarked;

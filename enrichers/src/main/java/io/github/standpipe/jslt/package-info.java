/**
 * JSLT transforms as they are evaluated for each event, and the objects that they make.
 *
 * <p>What an expression means is JSLT's to say: its operators and functions are called, and where
 * anything is unusual its own evaluation is. What is done here is the walk from one to the next.
 */
@NullMarked
package io.github.standpipe.jslt;

import org.jspecify.annotations.NullMarked;

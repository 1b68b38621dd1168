/**
 * Expectations of JSON: the notation for what need not be exact, what differs and where, and the
 * text of a file with only that changed. It knows nothing of pipes.
 */
@NullMarked
package io.github.standpipe.expect;

import org.jspecify.annotations.NullMarked;

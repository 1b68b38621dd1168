/**
 * Expectations of JSON: the notation for what need not be exact, the differences and their places,
 * and the text of a file with only the differences changed. It knows nothing about pipes.
 */
@NullMarked
package io.github.standpipe.internal.expect;

import org.jspecify.annotations.NullMarked;

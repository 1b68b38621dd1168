/**
 * Files of the user's: written in full beside their place, then renamed into it.
 *
 * <p>No other package writes one by itself.
 */
@NullMarked
package io.github.standpipe.files;

import org.jspecify.annotations.NullMarked;

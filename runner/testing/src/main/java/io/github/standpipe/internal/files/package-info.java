/**
 * The user's files: written in full next to their target, then renamed to it.
 *
 * <p>No other package writes files by itself.
 */
@NullMarked
package io.github.standpipe.internal.files;

import org.jspecify.annotations.NullMarked;

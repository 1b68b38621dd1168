/** Reruns cases when a file changes on which they depend. */
@NullMarked
package io.github.standpipe.internal.watch;

import org.jspecify.annotations.NullMarked;

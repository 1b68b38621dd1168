/** Cases that run again when a file changes that they depend on. */
@NullMarked
package io.github.standpipe.watch;

import org.jspecify.annotations.NullMarked;

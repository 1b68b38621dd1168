/** A project as it was: at a git revision, in a temporary folder, or in a folder as it is. */
@NullMarked
package io.github.standpipe.internal.revision;

import org.jspecify.annotations.NullMarked;

/** Finds in the text of a transform what its author cannot have meant. */
@NullMarked
package io.github.standpipe.internal.lint;

import org.jspecify.annotations.NullMarked;

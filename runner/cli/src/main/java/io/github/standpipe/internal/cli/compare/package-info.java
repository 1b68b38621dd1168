/** {@code standpipe compare}. */
@NullMarked
package io.github.standpipe.internal.cli.compare;

import org.jspecify.annotations.NullMarked;

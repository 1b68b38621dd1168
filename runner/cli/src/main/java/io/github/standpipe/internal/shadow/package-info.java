/** Recorded events through a pipe as it was and as it is, and what differs. */
@NullMarked
package io.github.standpipe.internal.shadow;

import org.jspecify.annotations.NullMarked;

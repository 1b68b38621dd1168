/** From production to fixture: reads messages in the formats of tools, and redacts their values. */
@NullMarked
package io.github.standpipe.internal.capture;

import org.jspecify.annotations.NullMarked;

/** From production to fixture: messages as tools print them, and their values redacted. */
@NullMarked
package io.github.standpipe.capture;

import org.jspecify.annotations.NullMarked;

/** Enrichers whose events are Java records. */
@NullMarked
package io.github.standpipe.typed;

import org.jspecify.annotations.NullMarked;

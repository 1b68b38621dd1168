/** The command line; no other package uses it. */
@NullMarked
package io.github.standpipe.internal.cli;

import org.jspecify.annotations.NullMarked;

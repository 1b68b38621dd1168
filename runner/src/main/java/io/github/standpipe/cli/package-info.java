/** The command line, and nothing that another package would want. */
@NullMarked
package io.github.standpipe.cli;

import org.jspecify.annotations.NullMarked;

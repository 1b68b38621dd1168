/** Packs the download: the command line with a Java runtime, in one archive. */
@NullMarked
package io.github.standpipe.internal.dist;

import org.jspecify.annotations.NullMarked;

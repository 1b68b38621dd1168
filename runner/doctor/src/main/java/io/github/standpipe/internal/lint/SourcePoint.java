package io.github.standpipe.internal.lint;

import java.nio.file.Path;

/**
 * A place in the text of a transform: lines and columns count from 1.
 *
 * @param text what stands there, without blanks and comments
 */
record SourcePoint(Path file, int line, int column, String text) {}

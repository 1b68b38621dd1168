package io.github.standpipe.internal.lint;

import java.nio.file.Path;

/**
 * A fault of a transform.
 *
 * @param file where it is: the transform, or a file that it imports
 * @param line from 1 on
 * @param column from 1 on
 * @param observed what was seen: one sentence
 * @param instead what to write instead: one sentence
 */
public record LintFinding(
    LintRule rule, Path file, int line, int column, String observed, String instead) {}

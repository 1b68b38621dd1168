/**
 * The output of {@code standpipe new}: a class or a file, its resources in the template, fixtures
 * and a test, in an existing or a new project.
 */
@NullMarked
package io.github.standpipe.internal.scaffold;

import org.jspecify.annotations.NullMarked;

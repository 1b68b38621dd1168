/**
 * What {@code standpipe new} writes: a class or a file, its resources in the template, fixtures and
 * a test, in a project that is there or a new one.
 */
@NullMarked
package io.github.standpipe.scaffold;

import org.jspecify.annotations.NullMarked;

/**
 * JSON Schemas as sets of values: what a schema promises at a path, and whether a change of it
 * breaks those who read its events or those who write them.
 *
 * <p>A schema is seen as alternatives, each of one type. What cannot be decided is reported as
 * undecided, and never counts as compatible.
 */
@NullMarked
package io.github.standpipe.internal.schema;

import org.jspecify.annotations.NullMarked;

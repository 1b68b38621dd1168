/**
 * JSON as every module reads and writes it, and faults that are printed as one line.
 *
 * <p>{@link io.github.standpipe.json.Json} reads and writes exactly and within bounds; a {@link
 * io.github.standpipe.json.Fault} says where, what was seen and what to do; {@link
 * io.github.standpipe.json.Printable} makes text from outside safe to print.
 */
@NullMarked
package io.github.standpipe.json;

import org.jspecify.annotations.NullMarked;

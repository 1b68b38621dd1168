/**
 * The pipe engine: a pipe is a value, and a run of it is a trace.
 *
 * <p>{@link io.github.standpipe.pipe.Pipe#run} is a pure function from a batch of SQS records to a
 * {@link io.github.standpipe.pipe.Trace}. The rule ids that the types name are those of {@code
 * docs/fidelity.md}.
 */
@NullMarked
package io.github.standpipe.pipe;

import org.jspecify.annotations.NullMarked;

/**
 * The live run: a pipe between a real queue and a state machine's end point.
 *
 * <p>A {@link io.github.standpipe.local.LiveRun} polls a {@link
 * io.github.standpipe.local.LiveQueue}, batches as Pipes does, runs the pipe, starts the execution
 * and then deletes: at least once by construction. The queue is on the {@link
 * io.github.standpipe.local.EmbeddedSqs} server, or on the one that the {@link
 * io.github.standpipe.local.Servers environment} names.
 */
@NullMarked
package io.github.standpipe.local;

import org.jspecify.annotations.NullMarked;

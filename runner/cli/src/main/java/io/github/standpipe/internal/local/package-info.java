/**
 * The live run: a pipe between a real queue and a state machine's endpoint.
 *
 * <p>A {@link io.github.standpipe.internal.local.LiveRun} polls a {@link
 * io.github.standpipe.internal.local.LiveQueue}, batches as Pipes does, runs the pipe, starts the
 * execution and then deletes: at least once by construction. The queue is on the {@link
 * io.github.standpipe.internal.local.EmbeddedSqs} server, or on the one that the {@link
 * io.github.standpipe.internal.local.Servers environment} names.
 */
@NullMarked
package io.github.standpipe.internal.local;

import org.jspecify.annotations.NullMarked;

/**
 * What feeds a pipe's queue: rules of an event bus, subscribers of a custom event bus, topics,
 * buckets and schedules.
 *
 * <p>An event that is put on a bus goes to the bodies of the messages on the queue, as a pure
 * function with a {@link io.github.standpipe.internal.bus.BusTrace}. The rule ids that the types
 * name are those of {@code docs/fidelity.md}.
 */
@NullMarked
package io.github.standpipe.internal.bus;

import org.jspecify.annotations.NullMarked;

package io.github.standpipe.machine;

/**
 * How far a service lets an expression go.
 *
 * @param depth of calls
 * @param longestRange items that {@code $range} may make
 */
public record JsonataLimits(long millis, int depth, int longestRange) {}

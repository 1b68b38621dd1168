package io.github.standpipe.internal.jsonata;

/**
 * The limits of a service for an expression.
 *
 * @param depth of calls
 * @param longestRange the maximum number of items of {@code $range}
 */
public record JsonataLimits(long millis, int depth, int longestRange) {}

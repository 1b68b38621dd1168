package io.github.standpipe.internal.migration;

/**
 * Something that is not the same behind a subscriber.
 *
 * @param about what it concerns, such as {@code payload}
 * @param text one line: what changes, and what to do
 */
public record MigrationChange(String about, String text) {}

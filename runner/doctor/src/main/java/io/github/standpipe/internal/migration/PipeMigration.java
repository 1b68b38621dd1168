package io.github.standpipe.internal.migration;

/**
 * Whether a subscriber alone could take the place of a pipe and its queue.
 *
 * @param isReplaceable whether one could
 * @param reason one line: why, or why not
 */
public record PipeMigration(String pipe, String where, boolean isReplaceable, String reason) {}

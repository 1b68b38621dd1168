package io.github.standpipe.pipe;

/**
 * Something that AWS's documents leave open, or that will surprise; the run went on.
 *
 * @param rule the id of the rule in {@code docs/fidelity.md}
 * @param message one line: where, what was seen, what to do
 */
public record Warning(String rule, String message) {}

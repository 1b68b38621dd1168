package io.github.standpipe.pipe;

/**
 * Something that the AWS documentation leaves open, or that is surprising; the run continued.
 *
 * @param rule the id of the rule in {@code docs/fidelity.md}
 * @param message one line: where, what was seen, what to do
 */
public record Warning(String rule, String message) {}

package io.github.standpipe.check;

/**
 * A kind of fault that the doctor looks for.
 *
 * @param id stable, in kebab-case
 * @param severity of each of its findings
 * @param title what a finding says, in a few words
 * @param why why it matters: one sentence, the same for each finding
 */
public record Rule(String id, Severity severity, String title, String why) {}

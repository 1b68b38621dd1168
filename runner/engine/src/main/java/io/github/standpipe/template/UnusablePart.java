package io.github.standpipe.template;

/**
 * A part of a template that cannot be used, and is not examined.
 *
 * @param at its place
 * @param holder its logical id, or the section that contains it
 * @param reason what was seen, and what to do
 */
public record UnusablePart(Place at, String holder, String reason) {}

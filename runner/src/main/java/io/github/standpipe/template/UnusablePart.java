package io.github.standpipe.template;

/**
 * A part of a template that cannot be used, and is left out of all that is examined.
 *
 * @param at where it stands
 * @param holder its logical id, or the section that it stands in
 * @param reason what was seen, and what to do
 */
public record UnusablePart(Place at, String holder, String reason) {}

package io.github.standpipe.check;

import io.github.standpipe.template.Place;
import java.util.Optional;

/**
 * One fault of a template.
 *
 * @param rule the rule that found it
 * @param at the place in the template
 * @param resource the logical id of the resource that it belongs to
 * @param observed what was seen: one sentence
 * @param instead what to write instead: one sentence
 * @param suppressed the reason that the template gives for suppressing it
 */
public record Finding(
    Rule rule,
    Place at,
    String resource,
    String observed,
    String instead,
    Optional<String> suppressed) {

  Finding suppressed(String reason) {
    return new Finding(rule, at, resource, observed, instead, Optional.of(reason));
  }

  /** {@return {@code file:line:column}, or the address of what no file holds} */
  public String where() {
    return at.line() == 0 ? at.where() : at.where() + ":" + at.column();
  }
}

package io.github.standpipe.internal.bus;

/**
 * Why a feeder certainly sends nothing, or always the same in place of a value.
 *
 * @param name the placeholder, or the leaf of the pattern
 * @param path what the placeholder stands for, or what the leaf asks for
 */
public record FeedFault(FaultKind kind, String name, String path) {

  /** The kinds of faults. */
  public enum FaultKind {
    /** A placeholder in quotes stands for an object or an array, so nothing is delivered. */
    QUOTED_OBJECT,
    /** A placeholder's path finds nothing in any event, so it is always empty. */
    ALWAYS_EMPTY,
    /** The template does not produce JSON, so nothing is delivered. */
    NOT_JSON,
    /** The template's quoted lines produce a body that is not JSON. */
    SEVERAL_LINES,
    /** An input path finds nothing in any event. */
    NOTHING_AT_PATH,
    /** The pattern does not match any event. */
    NEVER_MATCHES,
    /** The expression has no result for any event, so every delivery fails. */
    NO_RESULT,
    /** The expression reads a path that no event has, so the value is always left out. */
    NOWHERE
  }
}

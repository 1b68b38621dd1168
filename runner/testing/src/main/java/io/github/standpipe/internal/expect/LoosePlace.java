package io.github.standpipe.internal.expect;

/**
 * One place for which less than an exact value is expected.
 *
 * @param path the place
 * @param allowed the allowed values, in words
 */
public record LoosePlace(String path, String allowed) {

  /** In one line: {@code $[0].id: anything}. */
  @Override
  public String toString() {
    return path + ": " + allowed;
  }
}

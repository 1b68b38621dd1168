package io.github.standpipe.expect;

/**
 * One place of which less than an exact value is expected.
 *
 * @param path where
 * @param allowed what may be there, in words
 */
public record LoosePlace(String path, String allowed) {

  /** In one line: {@code $[0].id: anything}. */
  @Override
  public String toString() {
    return path + ": " + allowed;
  }
}

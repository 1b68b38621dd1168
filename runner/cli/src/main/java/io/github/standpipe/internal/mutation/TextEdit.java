package io.github.standpipe.internal.mutation;

/**
 * A replacement of one part of a text.
 *
 * @param from where the part begins
 * @param to where it ends, exclusive
 * @param with replaces it
 */
public record TextEdit(int from, int to, String with) {

  String of(String text) {
    return text.substring(0, from) + with + text.substring(to);
  }
}

package io.github.standpipe.internal.shadow;

import java.nio.file.Path;
import java.util.List;

/** A piece of the recorded events, which one thread compares. */
sealed interface Piece {

  /**
   * Lines of JSON.
   *
   * @param file the file's name in messages
   * @param numbers the number of each line, from 1 on
   */
  record Lines(String file, List<byte[]> lines, List<Integer> numbers) implements Piece {}

  /** A text that is not read line by line. */
  record WholeText(String file, byte[] text) implements Piece {}

  /** The source events of a fixture. */
  record CaseFolder(Path directory) implements Piece {}

  /** Something that cannot be read. */
  record Trouble(String place, String problem) implements Piece {}
}

package io.github.standpipe.internal.shadow;

import java.nio.file.Path;
import java.util.List;

/** A piece of the recorded events, which one thread compares. */
sealed interface EventPiece {

  /**
   * Lines of JSON.
   *
   * @param file the file's name in messages
   * @param numbers the number of each line, from 1 on
   */
  record Lines(String file, List<byte[]> lines, List<Integer> numbers) implements EventPiece {
    String place(int line) {
      return file + ":" + numbers.get(line);
    }
  }

  /** A text that is not read line by line. */
  record WholeText(String file, byte[] text) implements EventPiece {}

  /** The source events of a fixture. */
  record CaseFolder(Path directory) implements EventPiece {}

  /** Something that cannot be read. */
  record Trouble(String place, String problem) implements EventPiece {}
}

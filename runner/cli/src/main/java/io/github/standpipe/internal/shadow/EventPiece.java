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

  /**
   * The rest of a file, which cannot be read.
   *
   * @param what is wrong with it, such as {@code is cut off}
   * @param behind the last line that could be read; 0 if none could
   */
  record Unreadable(String file, String what, int behind) implements EventPiece {
    String problem(long events) {
      return events == 0
          ? what + ", and no event of it was read; copy it again"
          : "%s behind line %d; the %,d events before are compared; copy it again, or pass --anyway"
              .formatted(what, behind, events);
    }
  }

  /** Something that cannot be read. */
  record Trouble(String place, String problem) implements EventPiece {}
}

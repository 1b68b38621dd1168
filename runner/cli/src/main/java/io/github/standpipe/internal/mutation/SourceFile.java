package io.github.standpipe.internal.mutation;

import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file whose parts are changed.
 *
 * @param path absolute and normalized
 * @param name its path from the project's folder
 * @param text without a byte order mark
 */
public record SourceFile(Path path, String name, String text) {

  /**
   * Reads a file.
   *
   * @throws Fault for one that cannot be read
   */
  static SourceFile read(Path path, String name) {
    try {
      String text = Files.readString(path, StandardCharsets.UTF_8);
      return new SourceFile(path, name, text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (IOException e) {
      throw new Fault(path.toString(), "cannot be read as UTF-8 text");
    }
  }

  /** The line of an offset, from 1 on. */
  public int line(int offset) {
    return (int) text.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
  }

  /** The column of an offset, from 1 on. */
  public int column(int offset) {
    return offset - text.lastIndexOf('\n', offset - 1);
  }

  /** Where a line begins. */
  int offset(int line, int column) {
    int at = 0;
    for (int i = 1; i < line; i++) {
      at = text.indexOf('\n', at) + 1;
    }
    return at + column - 1;
  }
}

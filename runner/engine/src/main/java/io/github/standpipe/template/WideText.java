package io.github.standpipe.template;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file in UTF-16, which PowerShell writes if the output of a command goes into a file. */
final class WideText {
  private WideText() {}

  /**
   * The text of a file that begins with the byte order mark of UTF-16.
   *
   * @return empty for any other file
   */
  static Optional<String> read(Path file) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(2);
    }
    boolean isWide =
        start.length == 2
            && (start[0] == (byte) 0xff && start[1] == (byte) 0xfe
                || start[0] == (byte) 0xfe && start[1] == (byte) 0xff);
    return isWide ? Optional.of(Files.readString(file, StandardCharsets.UTF_16)) : Optional.empty();
  }
}

package io.github.standpipe.internal.shadow;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Recognises files that hold no text that is read here, by their first bytes. */
final class ForeignFormat {
  private static final Map<String, String> BEGINNINGS = new LinkedHashMap<>();

  static {
    BEGINNINGS.put("504b0304", "is a zip archive; unpack it and name the folder");
    BEGINNINGS.put("504b0506", "is a zip archive without files");
    BEGINNINGS.put("28b52ffd", "is compressed with zstd; decompress it, or use gzip");
    BEGINNINGS.put("fd377a585a00", "is compressed with xz; decompress it, or use gzip");
    BEGINNINGS.put("04224d18", "is compressed with lz4; decompress it, or use gzip");
    BEGINNINGS.put("ff060000734e6150", "is compressed with snappy; decompress it, or use gzip");
    BEGINNINGS.put("50415231", "is a Parquet file; export its rows as lines of JSON");
    BEGINNINGS.put("4f626a01", "is an Avro file; export its records as lines of JSON");
    BEGINNINGS.put("fffe", "is UTF-16 text; save it as UTF-8");
    BEGINNINGS.put("feff", "is UTF-16 text; save it as UTF-8");
  }

  private static final String BZIP = "BZh";

  private ForeignFormat() {}

  /** What such a file is and what to do; empty for a text, and for what may be one. */
  static Optional<String> of(byte[] head) {
    String hex = HexFormat.of().formatHex(head);
    for (Map.Entry<String, String> one : BEGINNINGS.entrySet()) {
      if (hex.startsWith(one.getKey())) {
        return Optional.of(one.getValue());
      }
    }
    if (new String(head, StandardCharsets.ISO_8859_1).startsWith(BZIP) && !isText(head)) {
      return Optional.of("is compressed with bzip2; decompress it, or use gzip");
    }
    return isText(head)
        ? Optional.empty()
        : Optional.of("is a binary file; events are read as JSON text, plain or in gzip");
  }

  /** A zero byte is in no text of JSON in UTF-8; one behind the first line spoils only its own. */
  private static boolean isText(byte[] head) {
    for (byte one : head) {
      if (one == 0 || one == '\n') {
        return one != 0;
      }
    }
    return true;
  }
}

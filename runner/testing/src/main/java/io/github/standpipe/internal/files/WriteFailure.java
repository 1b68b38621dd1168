package io.github.standpipe.internal.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;

/** A file or folder that cannot be written; the previous content is still there. */
public final class WriteFailure extends IOException {
  private static final long serialVersionUID = 1L;

  private final String place;
  private final String reason;
  private final ArrayList<String> left = new ArrayList<>();

  WriteFailure(Path place, IOException cause) {
    super(cause);
    this.place = place.toString();
    this.reason = reason(cause);
  }

  /** The file or folder. */
  public String place() {
    return place;
  }

  /** The reason, in a few words: {@code No space left on device}. */
  public String reason() {
    return left.isEmpty() ? reason : reason + "; remove what is left: " + String.join(", ", left);
  }

  /** Notes a file that could not be removed. */
  void leaves(Path path, IOException why) {
    left.add(path.toString());
    addSuppressed(why);
  }

  private static String reason(IOException cause) {
    String known = cause instanceof FileSystemException of ? of.getReason() : cause.getMessage();
    return known == null || known.isBlank() ? cause.getClass().getSimpleName() : known;
  }
}

package io.github.standpipe.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Standard output. When nobody reads it any more, or its disk is full, the process ends. */
final class Output extends FileOutputStream {
  private final AtomicBoolean broken = new AtomicBoolean();

  Output() {
    super(FileDescriptor.out);
  }

  boolean broken() {
    return broken.get();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      super.write(bytes, offset, length);
    } catch (IOException e) {
      if (broken.compareAndSet(false, true)) {
        end(String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  /** In a thread of its own: the one that writes may be the one whose batch is waited for. */
  private static void end(String reason) {
    if (!reason.contains("Broken pipe")) {
      System.err.println("standpipe: standard output: cannot be written: " + reason);
    }
    Thread.ofPlatform().daemon().start(() -> System.exit(Standpipe.UNUSABLE));
  }
}

package io.github.standpipe.internal.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Standard output. If nobody reads it any more, or its disk is full, the process ends. */
public final class Output extends FileOutputStream {
  private final AtomicBoolean broken = new AtomicBoolean();

  public Output() {
    super(FileDescriptor.out);
  }

  public boolean broken() {
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

  /** In a separate thread: the hook may wait for the batch of the writing thread. */
  private static void end(String reason) {
    if (!reason.contains("Broken pipe")) {
      System.err.println("standpipe: standard output: cannot be written: " + reason);
    }
    Thread.ofPlatform().daemon().start(() -> System.exit(ExitCode.UNUSABLE));
  }
}

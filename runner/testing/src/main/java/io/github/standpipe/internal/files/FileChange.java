package io.github.standpipe.internal.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One file of {@link FileChanges}: staged next to its target, then renamed to it, or undone. */
final class FileChange {
  private static final int MOST_LINKS = 40;

  private final Path file;
  private final byte[] content;
  private final Readers readers;
  private final boolean isNew;
  private Path target;
  private @Nullable Path next;
  private @Nullable Path before;
  private boolean done;

  FileChange(Path file, byte[] content, Readers readers, boolean isNew) {
    this.file = file;
    this.content = content.clone();
    this.readers = readers;
    this.isNew = isNew;
    this.target = file;
  }

  /**
   * Writes the content next to the file.
   *
   * @param copies whether the old file may be needed after it was replaced
   */
  void stage(boolean copies) throws WriteFailure {
    try {
      target = isNew ? file : linked(file);
      if (isNew && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      if (isDevice()) {
        return;
      }
      boolean replaces = Files.exists(target);
      next = PartFile.beside(target);
      write(next, replaces ? Readers.OWNER : readers);
      if (replaces) {
        keepPermissions(target, next);
      }
      if (replaces && copies) {
        before = PartFile.beside(target);
        Files.copy(target, before, StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (IOException e) {
      throw new WriteFailure(file, e);
    }
  }

  void commit() throws WriteFailure {
    try {
      if (next == null) {
        try (OutputStream device = Files.newOutputStream(target)) {
          device.write(content);
        }
      } else if (isNew) {
        Files.move(next, target); // fails if one exists by now
      } else {
        Files.move(
            next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
      done = true;
    } catch (IOException e) {
      throw new WriteFailure(file, e);
    }
  }

  /** Reverts the change, as far as it was made. */
  void undo(WriteFailure why) {
    if (next != null) {
      FileChanges.delete(next, why);
    }
    if (done && before != null) {
      restore(before, why);
    } else if (done && next != null) {
      FileChanges.delete(target, why);
    } else if (before != null) {
      FileChanges.delete(before, why);
    }
  }

  private void restore(Path old, WriteFailure why) {
    try {
      Files.move(old, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      why.leaves(old, e);
    }
  }

  /** Removes what is needed only for undoing. */
  void end() throws WriteFailure {
    try {
      if (before != null) {
        Files.deleteIfExists(before);
      }
    } catch (IOException e) {
      throw new WriteFailure(before == null ? file : before, e);
    }
  }

  /** A pipe or a device, such as {@code /dev/stdout}, cannot be replaced. */
  private boolean isDevice() {
    return !isNew
        && Files.exists(target)
        && !Files.isRegularFile(target)
        && !Files.isDirectory(target);
  }

  private void write(Path part, Readers by) throws IOException {
    try (SeekableByteChannel channel =
        Files.newByteChannel(
            part,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            by.attributes(part))) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  /** The target of a file's links, which need not exist. */
  private static Path linked(Path file) throws IOException {
    Path at = file;
    for (int links = 0; Files.isSymbolicLink(at) && links < MOST_LINKS; links++) {
      at = at.resolveSibling(Files.readSymbolicLink(at));
    }
    return at;
  }

  private static void keepPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    if (view != null) {
      Files.setPosixFilePermissions(to, view.readAttributes().permissions());
    }
  }
}

package io.github.standpipe.internal.files;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Who may read a new file, on a file system with permissions. */
public enum Readers {
  /** The default of the process. */
  DEFAULT,
  /** Only its owner, because it holds payloads. */
  OWNER;

  FileAttribute<?>[] attributes(Path file) {
    boolean knows = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return this == OWNER && knows
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}

package io.github.standpipe.files;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Who may read a new file, on a file system that knows permissions. */
public enum Readers {
  /** Whoever the process lets read its files by default. */
  DEFAULT,
  /** Its owner alone, because it holds payloads. */
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

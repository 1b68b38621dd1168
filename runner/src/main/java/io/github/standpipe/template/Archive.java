package io.github.standpipe.template;

import io.github.standpipe.enrich.Fault;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A function's code as a zip, whose jars a class loader cannot read where they are. */
final class Archive {
  private Archive() {}

  /** A folder with what a zip holds, which is gone when the process ends. */
  static Path unpacked(Path zip) throws IOException {
    Path folder = Files.createTempDirectory("standpipe-").toRealPath();
    // deleted in the opposite order: a folder after what is in it
    folder.toFile().deleteOnExit();
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : file.stream().toList()) {
        unpack(file, entry, folder);
      }
    }
    return folder;
  }

  private static void unpack(ZipFile file, ZipEntry entry, Path folder) throws IOException {
    Path place = folder.resolve(entry.getName()).normalize();
    if (!place.startsWith(folder)) {
      throw new Fault(file.getName(), "holds " + entry.getName() + ", which leads out of it");
    }
    if (entry.isDirectory()) {
      make(place.toFile());
      return;
    }
    make(place.toFile().getParentFile());
    place.toFile().deleteOnExit();
    try (InputStream content = file.getInputStream(entry)) {
      Files.copy(content, place);
    }
  }

  private static void make(File folder) throws IOException {
    if (!folder.exists()) {
      make(folder.getParentFile());
      Files.createDirectory(folder.toPath());
      folder.deleteOnExit();
    }
  }
}

package io.github.standpipe.internal.host;

import io.github.standpipe.json.Fault;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A function's code as a zip, whose jars a class loader cannot read in place. Its headers are not
 * trusted: written bytes are counted, and nothing is written outside the folder.
 */
final class CodeArchive {
  /** Lambda accepts 250 MB of unzipped code. */
  private static final long MOST_BYTES = 262_144_000;

  private static final int MOST_ENTRIES = 100_000;
  private static final int BUFFER = 65_536;

  private final Path zip;
  private final Path folder;
  private final long mostBytes;
  private final int mostEntries;
  private long bytes;
  private int entries;

  private CodeArchive(Path zip, Path folder, long mostBytes, int mostEntries) {
    this.zip = zip;
    this.folder = folder;
    this.mostBytes = mostBytes;
    this.mostEntries = mostEntries;
  }

  /**
   * A folder with the content of a zip, which is deleted when the process ends.
   *
   * @throws Fault for a zip that Lambda would not accept, and for entries outside of its folder
   */
  static Path unpacked(Path zip) throws IOException {
    return unpacked(zip, MOST_BYTES, MOST_ENTRIES);
  }

  static Path unpacked(Path zip, long mostBytes, int mostEntries) throws IOException {
    Path folder = Files.createTempDirectory("standpipe-").toRealPath();
    // deleted in reverse order: a folder after its content
    folder.toFile().deleteOnExit();
    new CodeArchive(zip, folder, mostBytes, mostEntries).unpack();
    return folder;
  }

  private void unpack() throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      if (file.size() > mostEntries) {
        throw fault("holds more than " + mostEntries + " entries; pack less");
      }
      for (var all = file.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (++entries > mostEntries) {
          throw fault("holds more than " + mostEntries + " entries; pack less");
        }
        unpack(file, entry);
      }
    }
  }

  private void unpack(ZipFile file, ZipEntry entry) throws IOException {
    Path place = place(entry.getName());
    if (entry.isDirectory()) {
      make(place.toFile(), entry);
      return;
    }
    make(place.toFile().getParentFile(), entry);
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      throw repeated(entry);
    }
    place.toFile().deleteOnExit();
    try (InputStream content = file.getInputStream(entry);
        OutputStream out = Files.newOutputStream(place, StandardOpenOption.CREATE_NEW)) {
      copy(content, out);
    }
  }

  private Path place(String name) {
    Path place;
    try {
      place = folder.resolve(name).normalize();
    } catch (InvalidPathException e) {
      throw fault("holds an entry whose name cannot be a file's; pack it again");
    }
    if (!place.startsWith(folder) || place.equals(folder)) {
      throw fault("holds " + name + ", which leads out of it");
    }
    return place;
  }

  private void copy(InputStream content, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
      bytes += read;
      if (bytes > mostBytes) {
        throw fault(
            "unpacks to more than " + mostBytes + " bytes, the most that Lambda takes; pack less");
      }
      out.write(buffer, 0, read);
    }
  }

  private void make(File below, ZipEntry entry) throws IOException {
    if (!below.exists()) {
      make(below.getParentFile(), entry);
      Files.createDirectory(below.toPath());
      below.deleteOnExit();
    } else if (!below.isDirectory()) {
      throw repeated(entry);
    }
  }

  private Fault repeated(ZipEntry entry) {
    return fault("holds " + entry.getName() + " where another entry stands; pack it again");
  }

  private Fault fault(String what) {
    return new Fault(zip.toString(), what);
  }
}

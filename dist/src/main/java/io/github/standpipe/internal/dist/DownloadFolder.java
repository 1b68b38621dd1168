package io.github.standpipe.internal.dist;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is filled. */
record DownloadFolder(Path path) {

  Path path(String name) {
    return path.resolve(name);
  }

  /** All files and folders below, links as themselves, sorted by their names. */
  List<Path> contents() throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      return all.filter(each -> !each.equals(path))
          .sorted(Comparator.comparing(this::nameOf))
          .toList();
    }
  }

  /** The name of a file below, with slashes. */
  String nameOf(Path file) {
    return path.relativize(file).toString().replace(File.separatorChar, '/');
  }

  void clear() throws IOException {
    if (Files.exists(path)) {
      for (Path each : contents().reversed()) {
        Files.delete(each);
      }
    }
    Files.createDirectories(path);
  }

  void copy(Path file, String name) throws IOException {
    Files.createDirectories(path(name).getParent());
    Files.copy(file, path(name), StandardCopyOption.REPLACE_EXISTING);
  }

  void copyAll(Path folder, String name) throws IOException {
    DownloadFolder from = new DownloadFolder(folder);
    for (Path file : from.contents()) {
      if (Files.isRegularFile(file)) {
        copy(file, name + "/" + from.nameOf(file));
      }
    }
  }

  void write(String name, String text) throws IOException {
    Files.createDirectories(path(name).getParent());
    Files.writeString(path(name), text);
  }

  void makeExecutable(String name) throws IOException {
    if (!path(name).toFile().setExecutable(true, false)) {
      throw new IOException(path(name) + " cannot be made executable");
    }
  }

  void setTimes(Instant time) throws IOException {
    FileTime all = FileTime.from(time);
    for (Path each : contents().reversed()) {
      if (!Files.isSymbolicLink(each)) {
        Files.getFileAttributeView(each, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .setTimes(all, all, null);
      }
    }
  }
}

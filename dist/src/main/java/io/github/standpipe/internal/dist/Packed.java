package io.github.standpipe.internal.dist;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** A folder as one archive beside it, the same bytes for the same files. */
final class Packed {
  private static final int PLAIN = 0644;
  private static final int EXECUTABLE = 0755;

  private Packed() {}

  /** A zip on Windows, else a tar.gz. */
  static Path of(Path folder, Instant time) throws IOException {
    String ending = Platform.isWindows() ? ".zip" : ".tar.gz";
    Path file = folder.resolveSibling(folder.getFileName() + ending);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      if (Platform.isWindows()) {
        zip(folder, time, out);
      } else {
        tar(folder, time, out);
      }
    }
    return file;
  }

  static void tar(Path folder, Instant time, OutputStream out) throws IOException {
    GzipParameters best = new GzipParameters();
    best.setCompressionLevel(Deflater.BEST_COMPRESSION);
    DownloadFolder top = new DownloadFolder(folder.toAbsolutePath().resolveSibling(""));
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GzipCompressorOutputStream(out, best), "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setAddPaxHeadersForNonAsciiNames(true);
      for (Path file : new DownloadFolder(folder.toAbsolutePath()).contents()) {
        add(tar, file, top.nameOf(file), time);
      }
    }
  }

  private static void add(TarArchiveOutputStream tar, Path file, String name, Instant time)
      throws IOException {
    boolean link = Files.isSymbolicLink(file);
    boolean folder = !link && Files.isDirectory(file);
    TarArchiveEntry entry =
        link
            ? new TarArchiveEntry(name, TarConstants.LF_SYMLINK)
            : new TarArchiveEntry(folder ? name + "/" : name);
    entry.setModTime(time.toEpochMilli());
    entry.setIds(0, 0);
    entry.setNames("root", "root");
    entry.setMode(mode(file, folder || link));
    if (link) {
      entry.setLinkName(Files.readSymbolicLink(file).toString());
    } else if (!folder) {
      entry.setSize(Files.size(file));
    }
    tar.putArchiveEntry(entry);
    if (!link && !folder) {
      Files.copy(file, tar);
    }
    tar.closeArchiveEntry();
  }

  private static void zip(Path folder, Instant time, OutputStream out) throws IOException {
    DownloadFolder top = new DownloadFolder(folder.toAbsolutePath().resolveSibling(""));
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      for (Path file : new DownloadFolder(folder.toAbsolutePath()).contents()) {
        boolean isFolder = Files.isDirectory(file);
        ZipArchiveEntry entry = new ZipArchiveEntry(top.nameOf(file) + (isFolder ? "/" : ""));
        entry.setTime(time.toEpochMilli());
        entry.setUnixMode(mode(file, isFolder));
        zip.putArchiveEntry(entry);
        if (!isFolder) {
          Files.copy(file, zip);
        }
        zip.closeArchiveEntry();
      }
    }
  }

  private static int mode(Path file, boolean always) {
    return always || Files.isExecutable(file) ? EXECUTABLE : PLAIN;
  }
}

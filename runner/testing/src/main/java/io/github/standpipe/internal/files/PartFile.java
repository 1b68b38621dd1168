package io.github.standpipe.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names of unfinished files. Each contains its process id, so that leftovers of a killed
 * process can be recognised.
 */
final class PartFile {
  private static final Pattern NAME =
      Pattern.compile("\\.standpipe-(\\d{1,18})-(\\d{1,18})-\\d+\\.part");
  private static final String PROCESS =
      ".standpipe-" + ProcessHandle.current().pid() + "-" + start(ProcessHandle.current()) + "-";
  private static final AtomicLong COUNT = new AtomicLong();

  private PartFile() {}

  /** A new name next to a file. */
  static Path beside(Path file) {
    return file.resolveSibling(PROCESS + COUNT.incrementAndGet() + ".part");
  }

  /** Deletes files that killed processes left in a folder. */
  static void sweep(Path folder) throws IOException {
    if (!Files.isReadable(folder)) {
      return; // it may be writable but not readable
    }
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(PartFile::isLeftOver).forEach(PartFile::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      return; // another user's file, which only they may delete; it does no harm
    }
  }

  private static boolean isLeftOver(Path file) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    return name.matches() && !isRunning(Long.parseLong(name.group(1)), name.group(2));
  }

  /** A later process may have the same id, but a different start time. */
  private static boolean isRunning(long pid, String start) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    return process.isPresent() && String.valueOf(start(process.get())).equals(start);
  }

  private static long start(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}

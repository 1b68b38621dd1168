package io.github.standpipe.files;

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
 * The names of files that are not finished. Each names its process, so that what a killed process
 * left is known for what it is.
 */
final class PartFile {
  private static final Pattern NAME =
      Pattern.compile("\\.standpipe-(\\d{1,18})-(\\d{1,18})-\\d+\\.part");
  private static final String PROCESS =
      ".standpipe-" + ProcessHandle.current().pid() + "-" + start(ProcessHandle.current()) + "-";
  private static final AtomicLong COUNT = new AtomicLong();

  private PartFile() {}

  /** A new name beside a file. */
  static Path beside(Path file) {
    return file.resolveSibling(PROCESS + COUNT.incrementAndGet() + ".part");
  }

  /** Deletes what processes that were killed left in a folder. */
  static void sweep(Path folder) throws IOException {
    if (!Files.isReadable(folder)) {
      return; // one may write into it and not look
    }
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(PartFile::isLeftOver).forEach(PartFile::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      return; // somebody else's, who alone may delete it: it is in nobody's way
    }
  }

  private static boolean isLeftOver(Path file) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    return name.matches() && !isRunning(Long.parseLong(name.group(1)), name.group(2));
  }

  /** A later process may have the same number, but it began at another time. */
  private static boolean isRunning(long pid, String start) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    return process.isPresent() && String.valueOf(start(process.get())).equals(start);
  }

  private static long start(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}

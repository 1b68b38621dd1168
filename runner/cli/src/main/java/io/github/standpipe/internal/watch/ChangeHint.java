package io.github.standpipe.internal.watch;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Signals that files may have changed. It is only a hint: changes are found by comparing snapshots,
 * and without hints from the system by doing so often.
 */
final class ChangeHint implements AutoCloseable {
  private static final long OFTEN_MILLIS = 100;
  private static final long SELDOM_MILLIS = 1_000;

  private final @Nullable WatchService service;
  private final Map<Path, WatchKey> keys = new HashMap<>();
  private boolean hints;

  private ChangeHint(@Nullable WatchService service) {
    this.service = service;
    this.hints = service != null;
  }

  static ChangeHint create() {
    try {
      // on a Mac the service itself polls every few seconds
      boolean slow = System.getProperty("os.name", "").startsWith("Mac");
      return new ChangeHint(slow ? null : FileSystems.getDefault().newWatchService());
    } catch (IOException | UnsupportedOperationException e) {
      return new ChangeHint(null);
    }
  }

  /** The interval at which changes are looked for without a hint. */
  long patienceMillis() {
    return hints ? SELDOM_MILLIS : OFTEN_MILLIS;
  }

  /** Limits hints to these folders; the system limits their number. */
  void listen(Set<Path> folders) {
    if (service == null) {
      return;
    }
    keys.entrySet().removeIf(key -> !folders.contains(key.getKey()) && cancelled(key.getValue()));
    for (Path folder : folders) {
      WatchKey known = keys.get(folder);
      if (known == null || !known.isValid()) {
        listen(service, folder);
      }
    }
  }

  private void listen(WatchService to, Path folder) {
    try {
      keys.put(folder, folder.register(to, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY));
    } catch (IOException e) {
      hints = false; // too many folders, or it was just removed
    }
  }

  private static boolean cancelled(WatchKey key) {
    key.cancel();
    return true;
  }

  /** Waits for a hint; returns whether there was one. */
  boolean await(long millis) {
    try {
      if (service == null) {
        Thread.sleep(millis);
        return false;
      }
      WatchKey key = service.poll(millis, TimeUnit.MILLISECONDS);
      boolean hint = key != null;
      while (key != null) {
        key.pollEvents();
        key.reset();
        key = service.poll();
      }
      return hint;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    try {
      if (service != null) {
        service.close();
      }
    } catch (IOException e) {
      // it no longer watches either way
    }
  }
}

package io.github.standpipe.watch;

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
 * Tells when it may be worth a look at the folders. It is no more than a hint: what changed is
 * found by looking, and where the system gives no hint, by looking often.
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
      // on a Mac the service looks every few seconds itself
      boolean slow = System.getProperty("os.name", "").startsWith("Mac");
      return new ChangeHint(slow ? null : FileSystems.getDefault().newWatchService());
    } catch (IOException | UnsupportedOperationException e) {
      return new ChangeHint(null);
    }
  }

  /** How long it may take until a change is looked for without a hint. */
  long patienceMillis() {
    return hints ? SELDOM_MILLIS : OFTEN_MILLIS;
  }

  /** Hints come from these folders, and no others; a system has limits to how many. */
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
      hints = false; // too many folders, or it has just gone
    }
  }

  private static boolean cancelled(WatchKey key) {
    key.cancel();
    return true;
  }

  /** Waits for a hint; gives whether there was one. */
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
      // it watches no more either way
    }
  }
}

package io.github.standpipe.internal.watch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits until files change, and until the changes are complete. */
final class Changes implements AutoCloseable {
  private static final long SLICE_MILLIS = 50;
  // the steps of one save in an editor, or the files of a checkout, follow each other faster
  private static final long QUIET_MILLIS = 20;
  private static final long MOST_MILLIS = 200;

  private final ChangeHint alarm = ChangeHint.create();
  private List<Path> roots = List.of();
  private Snapshot last = Snapshot.of(roots);

  /**
   * From now on reports changes of these files and below these folders; their current state is the
   * baseline.
   */
  void of(Collection<Path> files) {
    List<Path> next = files.stream().distinct().sorted().toList();
    if (next.equals(roots)) {
      return;
    }
    Snapshot now = Snapshot.of(next);
    now.files().replaceAll((file, stamp) -> last.files().getOrDefault(file, stamp));
    roots = next;
    last = now;
    alarm.listen(folders());
  }

  private Set<Path> folders() {
    Set<Path> folders = new HashSet<>(last.folders());
    for (Path root : roots) {
      if (!last.folders().contains(root) && root.getParent() != null) {
        folders.add(root.getParent()); // for a file, and for a folder that does not exist
      }
    }
    folders.removeIf(folder -> !Files.isDirectory(folder));
    return folders;
  }

  /** The changes since the last call; empty if the watch ends. */
  Set<Path> await(BooleanSupplier ends) {
    long waited = 0;
    while (!ends.getAsBoolean()) {
      boolean hint = alarm.await(SLICE_MILLIS);
      waited += SLICE_MILLIS;
      if (hint || waited >= alarm.patienceMillis()) {
        waited = 0;
        settle(hint);
        Set<Path> changed = look();
        if (!changed.isEmpty()) {
          return changed;
        }
      }
    }
    return Set.of();
  }

  private void settle(boolean hint) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOST_MILLIS);
    boolean more = hint;
    while (more && System.nanoTime() < end) {
      more = alarm.await(QUIET_MILLIS);
    }
  }

  private Set<Path> look() {
    Snapshot now = Snapshot.of(roots);
    Set<Path> changed = now.changedSince(last);
    boolean otherFolders = !now.folders().equals(last.folders());
    last = now;
    if (otherFolders) {
      alarm.listen(folders());
      Snapshot again =
          Snapshot.of(roots); // files that were added to a new folder before we listened there
      changed.addAll(again.changedSince(now));
      last = again;
    }
    return changed;
  }

  @Override
  public void close() {
    alarm.close();
  }
}

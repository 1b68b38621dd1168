package io.github.standpipe.watch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits until files change, and until whoever changes them is done. */
final class Changes implements AutoCloseable {
  private static final long SLICE_MILLIS = 50;
  // an editor's steps of one save, and a checkout's files, follow each other faster
  private static final long QUIET_MILLIS = 20;
  private static final long MOST_MILLIS = 200;

  private final ChangeHint alarm = ChangeHint.create();
  private List<Path> roots = List.of();
  private Snapshot last = Snapshot.of(roots);

  /** From now on changes of these files, and below these folders, count; what is there does not. */
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
        folders.add(root.getParent()); // of a file, and of a folder that is not there
      }
    }
    folders.removeIf(folder -> !Files.isDirectory(folder));
    return folders;
  }

  /** What changed since it was last asked; nothing where it is to end. */
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
      Snapshot again = Snapshot.of(roots); // what came to a new folder before we listened there
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

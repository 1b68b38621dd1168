package io.github.standpipe.internal.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Files that are written all or not at all. Each is written in full next to its target before the
 * first is renamed, so a full disk or a kill leaves no partial file; if something fails, existing
 * files are kept and new ones are removed.
 */
public final class FileChanges {
  private final Readers readers;
  private final Set<Path> folders = new LinkedHashSet<>();
  private final List<FileChange> changes = new ArrayList<>();

  private FileChanges(Readers readers) {
    this.readers = readers;
  }

  /**
   * @param readers who may read the new files; a file that is replaced keeps its permissions
   */
  public static FileChanges readBy(Readers readers) {
    return new FileChanges(readers);
  }

  /** Creates the folder of a file, unless it exists. */
  public FileChanges folderOf(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? this : folder(parent);
  }

  /** Requires a folder: it is created if missing, and cleared of what a killed run left in it. */
  public FileChanges folder(Path folder) {
    folders.add(folder.toAbsolutePath());
    return this;
  }

  /** Adds a file that must not exist yet. */
  public FileChanges create(Path file, byte[] content) {
    changes.add(new FileChange(file, content, readers, true));
    return this;
  }

  /** Adds a text file that must not exist yet. */
  public FileChanges create(Path file, String text) {
    return create(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a text file that replaces the existing one, if any; a link is kept. */
  public FileChanges replace(Path file, String text) {
    changes.add(new FileChange(file, text.getBytes(StandardCharsets.UTF_8), readers, false));
    return this;
  }

  /**
   * Writes the files in the order in which they were added.
   *
   * @throws WriteFailure if one cannot be written; nothing has changed then
   */
  public void write() throws WriteFailure {
    List<Path> made = new ArrayList<>();
    List<FileChange> staged = new ArrayList<>();
    try {
      for (Path folder : folders) {
        make(folder, made);
      }
      for (FileChange change : changes) {
        staged.add(change);
        change.stage(changes.size() > 1);
      }
      for (FileChange change : changes) {
        change.commit();
      }
    } catch (WriteFailure e) {
      staged.reversed().forEach(change -> change.undo(e));
      made.reversed().forEach(folder -> delete(folder, e));
      throw e;
    }
    for (FileChange change : changes) {
      change.end();
    }
  }

  private static void make(Path folder, List<Path> made) throws WriteFailure {
    List<Path> missing = new ArrayList<>();
    for (Path at = folder; at != null && !Files.exists(at); at = at.getParent()) {
      missing.addFirst(at);
    }
    Path at = folder;
    try {
      for (Path one : missing) {
        at = one;
        Files.createDirectory(one);
        made.add(one);
      }
      if (!Files.isDirectory(folder)) {
        throw new FileAlreadyExistsException(folder.toString());
      }
      PartFile.sweep(folder);
    } catch (IOException e) {
      throw new WriteFailure(at, e);
    }
  }

  /** Deletes created files; those that cannot be deleted are added to the reason. */
  static void delete(Path path, WriteFailure why) {
    try {
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        Files.delete(path);
      }
    } catch (IOException e) {
      why.leaves(path, e);
    }
  }
}

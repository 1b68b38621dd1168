package io.github.standpipe.internal.shadow;

import io.github.standpipe.internal.fixture.FixtureNames;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Recorded events, piece by piece in an order that depends on names only: files, folders of files
 * at any depth, fixtures, or standard input. A folder is read when its turn comes, and hidden files
 * and fixtures' expectations are left out.
 */
public final class RecordedEvents implements AutoCloseable {
  /** Standard input. */
  public static final String STANDARD = "-";

  private final Deque<Iterator<Path>> waiting = new ArrayDeque<>();
  private final InputStream standard;
  private @Nullable EventStream open;

  /**
   * @param inputs files, folders, or {@link #STANDARD}
   * @param standard standard input
   * @throws Fault for a file that does not exist
   */
  public RecordedEvents(List<String> inputs, InputStream standard) {
    List<Path> paths = new ArrayList<>();
    for (String input : inputs) {
      Path path = Path.of(input);
      if (input.isEmpty()) {
        throw new Fault("--events", "is empty; name a file, a folder, or - for standard input");
      }
      if (!input.equals(STANDARD) && !Files.exists(path)) {
        throw new Fault(input, "does not exist");
      }
      paths.add(path);
    }
    this.standard = standard;
    waiting.push(paths.iterator());
  }

  /** The fixtures of a pipe. */
  public static RecordedEvents ofCases(List<Path> cases) {
    RecordedEvents events = new RecordedEvents(List.of(), InputStream.nullInputStream());
    events.waiting.push(cases.iterator());
    return events;
  }

  /** The next piece; null at the end. */
  @Nullable EventPiece next() {
    while (true) {
      EventStream stream = open;
      if (stream != null) {
        EventPiece piece = stream.next();
        if (piece != null) {
          return piece;
        }
        stream.close();
        open = null;
      }
      Path path = nextPath();
      if (path == null) {
        return null;
      }
      EventPiece piece = enter(path);
      if (piece != null) {
        return piece;
      }
    }
  }

  private @Nullable Path nextPath() {
    while (!waiting.isEmpty()) {
      if (waiting.peek().hasNext()) {
        return waiting.peek().next();
      }
      waiting.pop();
    }
    return null;
  }

  /** Opens a file or a folder; returns what is a piece by itself. */
  private @Nullable EventPiece enter(Path path) {
    try {
      if (path.toString().equals(STANDARD)) {
        open = EventStream.of(standard, "standard input");
      } else if (isCase(path)) {
        return new EventPiece.CaseFolder(path);
      } else if (Project.beginsBehindTheQueue(path)) {
        return null; // a fixture without source events
      } else if (leadsBack(path)) {
        return new EventPiece.Trouble(path.toString(), "is a link to a folder that contains it");
      } else if (Files.isDirectory(path)) {
        waiting.push(entries(path).iterator());
      } else if (isBelowAFolder() && Files.exists(path) && !Files.isRegularFile(path)) {
        return new EventPiece.Trouble(path.toString(), "is not a regular file, and is not read");
      } else {
        open = EventStream.of(Files.newInputStream(path), path.toString());
      }
      return null;
    } catch (IOException e) {
      return new EventPiece.Trouble(path.toString(), problem(path, e));
    } catch (DirectoryIteratorException e) {
      return new EventPiece.Trouble(
          path.toString(), problem(path, Objects.requireNonNull(e.getCause())));
    }
  }

  /** What a user names may be a pipe; among the files of a folder a pipe may have no writer. */
  private boolean isBelowAFolder() {
    return waiting.size() > 1;
  }

  private static String problem(Path path, IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "cannot be read; check its permissions";
      case NoSuchFileException gone when Files.isSymbolicLink(path) ->
          "is a link to something that does not exist";
      case NoSuchFileException gone -> "was removed before it was read";
      default -> "cannot be read";
    };
  }

  private static boolean leadsBack(Path path) throws IOException {
    if (!Files.isSymbolicLink(path) || !Files.isDirectory(path)) {
      return false;
    }
    Path above = path.toAbsolutePath().getParent();
    while (above != null && !Files.isSameFile(above, path)) {
      above = above.getParent();
    }
    return above != null;
  }

  private static boolean isCase(Path path) {
    return Files.exists(path.resolve(FixtureNames.SOURCE))
        || Files.exists(path.resolve(FixtureNames.EVENT));
  }

  private static List<Path> entries(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    boolean besideCases = false;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (!String.valueOf(file.getFileName()).startsWith(".")) {
          entries.add(file);
          besideCases |= isCase(file);
        }
      }
    }
    if (besideCases) {
      // what fixtures share, and cases that begin behind the queue
      entries.removeIf(entry -> Files.isDirectory(entry) && !isCase(entry));
    }
    entries.sort((one, other) -> one.toString().compareTo(other.toString()));
    return entries;
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
    }
  }
}

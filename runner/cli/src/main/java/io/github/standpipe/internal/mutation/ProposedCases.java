package io.github.standpipe.internal.mutation;

import io.github.standpipe.internal.files.FileChanges;
import io.github.standpipe.internal.files.Readers;
import io.github.standpipe.internal.files.WriteFailure;
import io.github.standpipe.internal.fixture.FixtureNames;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes the given files of proposed cases, and never an expectation: such a case fails until
 * somebody says what it expects.
 *
 * @param folder the folder of the pipe's cases
 */
public record ProposedCases(Path folder) {

  /**
   * Writes those that do not exist yet.
   *
   * @return the folders that were written
   * @throws Fault if a file cannot be written
   */
  public List<Path> save(MutationReport report) {
    List<Path> written = new ArrayList<>();
    for (JudgedMutant survivor : report.survivors()) {
      if (survivor.missing().orElse(null) instanceof MissingFixture.GivenInput given
          && !Files.exists(folder.resolve(given.name()))) {
        write(given);
        written.add(folder.resolve(given.name()));
      }
    }
    return written;
  }

  private void write(MissingFixture.GivenInput given) {
    Path there = folder.resolve(given.name());
    FileChanges changes = FileChanges.readBy(Readers.OWNER).folder(there);
    given
        .files()
        .forEach((name, value) ->
            changes
                .folderOf(there.resolve(name))
                .create(there.resolve(name), Json.pretty(value) + "\n"));
    try {
      for (String name : FixtureNames.GIVEN) {
        copied(folder.resolve(given.basis()), name, there, given, changes);
      }
      changes.write();
    } catch (WriteFailure e) {
      throw new Fault(e.place(), e.reason());
    } catch (IOException e) {
      throw new Fault(there.toString(), "cannot be written: " + e.getMessage());
    }
  }

  /** What else the basis gives: its settings, look-ups, answers and objects. */
  private static void copied(
      Path basis, String name, Path there, MissingFixture.GivenInput given, FileChanges changes)
      throws IOException {
    if (!Files.exists(basis.resolve(name))) {
      return;
    }
    try (Stream<Path> all = Files.walk(basis.resolve(name))) {
      for (Path one : all.filter(Files::isRegularFile).toList()) {
        String file = basis.relativize(one).toString().replace('\\', '/');
        if (!given.files().containsKey(file)) {
          changes
              .folderOf(there.resolve(file))
              .create(there.resolve(file), Files.readAllBytes(one));
        }
      }
    }
  }
}

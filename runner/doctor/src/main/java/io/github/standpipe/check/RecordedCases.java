package io.github.standpipe.check;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The cases of a pipe in a folder {@code fixtures} in or beside the folder of its template. */
record RecordedCases(Path template) {

  /** The folders of a pipe's cases, each under the pipe's folder. */
  Stream<Path> of(Subject subject) {
    return Stream.concat(Stream.of(subject.name()), subject.at("Name").text().stream())
        .distinct()
        .flatMap(name -> folders().map(folder -> folder.resolve(name)))
        .flatMap(folder -> cases(folder).stream());
  }

  private Stream<Path> folders() {
    Path file = template.toAbsolutePath().normalize();
    return Stream.of("fixtures", "../fixtures")
        .map(folder -> file.resolveSibling(folder).normalize());
  }

  private static List<Path> cases(Path folder) {
    List<Path> cases = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, Files::isDirectory)) {
        all.forEach(cases::add);
      } catch (IOException e) {
        return List.of(); // the doctor looks at templates; fixtures are examined when they run
      }
    }
    cases.sort(null);
    return cases;
  }
}

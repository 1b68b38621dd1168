package io.github.standpipe.internal.scaffold;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The library that a new project depends on.
 *
 * @param version of all its artifacts
 * @param repository where Maven finds them; empty if they are in a repository that Maven asks
 *     anyway
 */
public record Library(String version, Optional<URI> repository) {
  /** That of a project that has one already. */
  static final Library PRESENT = new Library("", Optional.empty());

  /** The words for the gaps of the build. */
  Map<String, String> words() {
    Map<String, String> words = new HashMap<>(Map.of("version", version));
    words.put("repository", "");
    words.put("repositories", "");
    repository.ifPresent(place -> {
      words.put(
          "repository", "<standpipe.repository>" + escaped(place) + "</standpipe.repository>");
      words.put("repositories", new Skeleton(words).filled("repositories.xml"));
    });
    words.put("found", found());
    return words;
  }

  private String found() {
    return repository.isEmpty()
        ? "Maven finds the library in the local repository after you run `mvn install` in"
            + " Standpipe's folder."
        : "Maven finds the library in the folder that the property `standpipe.repository` in"
            + " `pom.xml` names; another place is given with `-Dstandpipe.repository=file:///...`.";
  }

  private static String escaped(URI place) {
    return place.toString().replace("&", "&amp;").replace("<", "&lt;");
  }
}

package io.github.standpipe.internal.schema;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A file with schemas, and perhaps the name of one of them: {@code FILE} or {@code FILE#NAME}.
 *
 * @param name a component of OpenAPI, a definition, a schema of a template, or a JSON pointer
 */
public record SchemaName(Path file, Optional<String> name) {

  /** A file whose own name has a {@code #} comes first. */
  public static SchemaName of(String text) {
    int mark = text.indexOf('#', 1);
    while (mark > 0 && !Files.exists(Path.of(text)) && mark < text.length() - 1) {
      Path file = Path.of(text.substring(0, mark));
      int next = text.indexOf('#', mark + 1);
      if (next < 0 || Files.exists(file)) {
        return new SchemaName(file, Optional.of(text.substring(mark + 1)));
      }
      mark = next;
    }
    return new SchemaName(Path.of(text), Optional.empty());
  }

  /** Its schema, or all of the file. */
  public SchemaSet read(Map<String, String> parameters) {
    return read(parameters, file);
  }

  /** The same of another file, such as an older version. */
  public SchemaSet read(Map<String, String> parameters, Path other) {
    Function<String, SchemaSet> one = it -> SchemaSet.read(other, it, parameters);
    return name.map(one).orElseGet(() -> SchemaSet.read(other, parameters));
  }
}

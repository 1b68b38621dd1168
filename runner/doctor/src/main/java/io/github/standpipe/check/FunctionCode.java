package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Place;
import io.github.standpipe.template.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The source of a function in a language that is deployed as source: in the template, or beside it.
 *
 * @param isPython whether it is Python rather than JavaScript
 * @param at what in the template holds or names it
 */
record FunctionCode(String text, boolean isPython, Place at) {

  static Optional<FunctionCode> of(Declaration function) {
    Property plain = function.property("Code").get("ZipFile");
    Property inline = plain.isAbsent() ? function.property("InlineCode") : plain;
    return inline.isAbsent()
        ? file(function)
        : inline.text().map(text -> new FunctionCode(text, isPython(function), inline.at()));
  }

  private static Optional<FunctionCode> file(Declaration function) {
    Property handler = function.property("Handler");
    String stem = handler.text().map(text -> text.replaceAll("\\.[^.]*$", "")).orElse("");
    if (stem.isEmpty()) {
      return Optional.empty();
    }
    return Stream.of("CodeUri", "Code")
        .flatMap(property -> function.file(property).stream())
        .flatMap(folder -> Stream.of(".py", ".js", ".mjs", ".ts").map(e -> below(folder, stem + e)))
        .flatMap(path -> read(path).stream())
        .findFirst()
        .map(text -> new FunctionCode(text, isPython(function), handler.at()));
  }

  private static Path below(Path folder, String name) {
    try {
      return folder.resolve(name);
    } catch (InvalidPathException e) {
      return folder; // the file does not exist
    }
  }

  private static boolean isPython(Declaration function) {
    return function.property("Runtime").text().filter(r -> r.startsWith("python")).isPresent();
  }

  private static Optional<String> read(Path path) {
    try {
      return Files.isRegularFile(path) ? Optional.of(Files.readString(path)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // unreadable code is unknown
    }
  }
}

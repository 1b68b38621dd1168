package io.github.standpipe.template;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a resource beside the template, before they are uploaded. */
record LocalPaths(Resource resource, Scope scope) {
  private static final Pattern ASSET = Pattern.compile("(?:.*/)?([0-9a-f]{64})\\.zip");

  /** The path in a property; empty if it is on S3 or inline. */
  Optional<Path> of(String property) {
    return resource
        .properties()
        .value(property)
        .filter(value -> value instanceof Value.Scalar)
        .flatMap(value -> scope.text(value, property))
        .filter(path -> !path.matches("(s3|https?)://.*"))
        .map(path -> beside(path, property));
  }

  /** Where the CDK put the file for a property, beside the template that it wrote. */
  Optional<Path> asset(String property) {
    return resource
        .metadata("aws:asset:property")
        .filter(property::equals)
        .flatMap(found -> resource.metadata("aws:asset:path"))
        .map(path -> beside(path, property));
  }

  /**
   * The CDK's file for what a property uploads, found by its hash: templates without metadata, such
   * as snapshots of tests, do not name it.
   */
  Optional<Path> hashed(String property) {
    return uploaded(property)
        .map(ASSET::matcher)
        .filter(Matcher::matches)
        .map(matcher -> "asset." + matcher.group(1))
        .flatMap(name ->
            Stream.of(name, name + ".bundle", name + ".zip")
                .map(file -> beside(file, property))
                .filter(Files::exists)
                .findFirst());
  }

  /** The key as it is written: the CDK writes a text. */
  private Optional<String> uploaded(String property) {
    return resource.properties().mapping().get(property).stream()
        .filter(Value.Mapping.class::isInstance)
        .flatMap(value -> ((Value.Mapping) value).get("S3Key").stream())
        .filter(Value.Scalar.class::isInstance)
        .map(value -> ((Value.Scalar) value).text())
        .findFirst();
  }

  /** A path from the folder of the template that declares it, in its shortest form. */
  private Path beside(String path, String property) {
    try {
      Path found = scope.fileOf(resource.logicalId()).resolveSibling(path).normalize();
      return found.toString().isEmpty() ? Path.of(".") : found;
    } catch (InvalidPathException e) {
      throw resource
          .properties()
          .at(property)
          .fault(resource.logicalId() + "'s " + property + " is not a path: " + e.getReason());
    }
  }
}

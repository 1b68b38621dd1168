package io.github.standpipe.template;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The files of a resource beside the template, before they are uploaded. */
record LocalPaths(Resource resource, Scope scope) {

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

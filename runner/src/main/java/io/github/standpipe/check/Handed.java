package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What is handed to templates and code elsewhere, where an alarm may be made of it. */
record Handed(List<Property> all) {

  static Handed of(Template template) {
    return new Handed(
        template.declarations().stream().flatMap(resource -> values(resource)).toList());
  }

  private static Stream<Property> values(Declaration resource) {
    return switch (resource.type()) {
      case "AWS::CloudFormation::Stack", "AWS::Serverless::Application" ->
          Stream.of(resource.property("Parameters"));
      case "AWS::CloudFormation::CustomResource" -> Stream.of(resource.properties());
      default ->
          resource.type().startsWith("Custom::") || resource.type().endsWith("::MODULE")
              ? Stream.of(resource.properties())
              : Stream.of();
    };
  }

  /** Whether a resource, that is known by some names and its ARN, is handed on. */
  boolean mayTake(Declaration resource, Set<String> known) {
    return all.stream().anyMatch(values -> takes(values, resource, known));
  }

  private static boolean takes(Property values, Declaration resource, Set<String> known) {
    return values.isUnknown()
        || values.names().contains(resource.logicalId())
        || values.keys().stream()
            .map(values::get)
            .flatMap(value -> value.itemsOrSelf().stream())
            .anyMatch(value -> value.text().filter(text -> isAmong(text, known)).isPresent());
  }

  private static boolean isAmong(String text, Set<String> known) {
    return Stream.of(text.split(",")).map(String::strip).anyMatch(known::contains);
  }
}

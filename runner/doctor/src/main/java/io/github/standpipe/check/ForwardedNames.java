package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is passed to templates and code elsewhere, which may create an alarm for it.
 *
 * @param unknown whether some of it is unknown
 * @param ids of the resources that are referred to
 * @param texts one by one, also from a list in one text
 */
record ForwardedNames(boolean unknown, Set<String> ids, Set<String> texts) {

  static ForwardedNames of(Template template) {
    List<Property> all =
        template.declarations().stream()
            .filter(one -> !template.isNestedStack(one.logicalId()))
            .flatMap(ForwardedNames::values)
            .toList();
    return new ForwardedNames(
        all.stream().anyMatch(Property::isUnknown),
        all.stream().flatMap(values -> values.names().stream()).collect(Collectors.toSet()),
        all.stream().flatMap(ForwardedNames::texts).collect(Collectors.toSet()));
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

  private static Stream<String> texts(Property values) {
    return values.keys().stream()
        .flatMap(key -> values.get(key).itemsOrSelf().stream())
        .flatMap(value -> value.text().stream())
        .flatMap(text -> Stream.of(text.split(",")))
        .map(String::strip);
  }

  /** Whether a resource, known by some names and its ARN, is passed on. */
  boolean mayTake(Declaration resource, Set<String> known) {
    return unknown || ids.contains(resource.logicalId()) || !Collections.disjoint(texts, known);
  }
}

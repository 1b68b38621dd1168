package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The CloudWatch alarms of a template. */
record Alarms(List<Declaration> all) {

  static Alarms of(Template template) {
    return new Alarms(
        template.declarations().stream()
            .filter(declaration -> declaration.is("AWS::CloudWatch::Alarm"))
            .toList());
  }

  /** Whether surely none watches a resource; one whose dimension is not known might. */
  boolean noneWatches(Declaration resource) {
    return all.stream().noneMatch(alarm -> watches(alarm, resource) || mayWatchAny(alarm));
  }

  List<Declaration> watching(Declaration resource) {
    return all.stream().filter(alarm -> watches(alarm, resource)).toList();
  }

  private static boolean watches(Declaration alarm, Declaration resource) {
    return alarm.property("Dimensions").names().contains(resource.logicalId())
        || alarm.property("Metrics").names().contains(resource.logicalId())
        || dimensions(alarm).flatMap(value -> value.text().stream()).anyMatch(is(resource));
  }

  private static java.util.function.Predicate<String> is(Declaration resource) {
    return value ->
        resource.name().equals(Optional.of(value)) || resource.arn().equals(Optional.of(value));
  }

  private static boolean mayWatchAny(Declaration alarm) {
    return alarm.property("Dimensions").isUnknown()
        || dimensions(alarm).anyMatch(Property::isUnknown)
        || alarm.property("Metrics").isUnknown();
  }

  private static Stream<Property> dimensions(Declaration alarm) {
    Stream<Property> own = alarm.property("Dimensions").items().stream();
    Stream<Property> mathematical =
        alarm.property("Metrics").items().stream()
            .flatMap(metric ->
                metric.get("MetricStat").get("Metric").get("Dimensions").items().stream());
    return Stream.concat(own, mathematical).map(dimension -> dimension.get("Value"));
  }
}

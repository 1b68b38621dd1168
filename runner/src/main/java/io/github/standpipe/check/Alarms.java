package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The CloudWatch alarms of a template. */
record Alarms(List<Alarm> all, Handed handed) {
  /**
   * What one alarm watches.
   *
   * @param named the resources that its dimensions name
   * @param values of its dimensions
   * @param open whether some of them are not known
   */
  record Alarm(Declaration alarm, Set<String> named, Set<String> values, boolean open) {

    static Alarm of(Declaration alarm) {
      Property dimensions = alarm.property("Dimensions");
      Property metrics = alarm.property("Metrics");
      Set<String> named = new HashSet<>(dimensions.names());
      named.addAll(metrics.names());
      List<Property> values = dimensions(dimensions, metrics).toList();
      boolean open =
          dimensions.isUnknown()
              || metrics.isUnknown()
              || values.stream().anyMatch(Property::isUnknown);
      return new Alarm(
          alarm,
          named,
          values.stream().flatMap(value -> value.text().stream()).collect(Collectors.toSet()),
          open);
    }

    private static Stream<Property> dimensions(Property own, Property metrics) {
      Stream<Property> mathematical =
          metrics.items().stream()
              .flatMap(metric ->
                  metric.get("MetricStat").get("Metric").get("Dimensions").items().stream());
      return Stream.concat(own.items().stream(), mathematical)
          .map(dimension -> dimension.get("Value"));
    }

    /** Whether it watches a resource that is known by some names and its ARN. */
    private boolean watches(Declaration resource, Set<String> known) {
      return named.contains(resource.logicalId()) || !Collections.disjoint(values, known);
    }
  }

  static Alarms of(Template template) {
    return new Alarms(
        template.declarations().stream()
            .filter(declaration -> declaration.is("AWS::CloudWatch::Alarm"))
            .map(Alarm::of)
            .toList(),
        Handed.of(template));
  }

  /** Whether surely none watches a resource; one whose dimension is not known might. */
  boolean noneWatches(Declaration resource) {
    Set<String> known = known(resource);
    return all.stream()
            .noneMatch(alarm ->
                alarm.open()
                    || alarm.watches(resource, known)
                    || InsightsQuery.anyOf(alarm.alarm(), resource, known))
        && !handed.mayTake(resource, known);
  }

  List<Declaration> watching(Declaration resource) {
    Set<String> known = known(resource);
    return all.stream().filter(alarm -> alarm.watches(resource, known)).map(Alarm::alarm).toList();
  }

  private static Set<String> known(Declaration resource) {
    return Stream.of(resource.name(), resource.arn())
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }
}

package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The CloudWatch alarms of a template.
 *
 * @param open whether what some of them watch is unknown
 * @param byWatched by the logical ids that they name and the values of their dimensions
 * @param queried what queries watch, by {@link InsightsQuery#keys}
 */
record Alarms(
    boolean open, Index<Declaration> byWatched, Set<String> queried, ForwardedNames handed) {

  static Alarms of(Template template) {
    List<Declaration> all = template.declarations("AWS::CloudWatch::Alarm");
    Index<Declaration> byWatched = new Index<>();
    all.forEach(alarm -> byWatched.add(alarm, keys(alarm)));
    return new Alarms(
        all.stream().anyMatch(Alarms::isOpen),
        byWatched,
        all.stream()
            .flatMap(InsightsQuery::in)
            .flatMap(InsightsQuery::keys)
            .collect(Collectors.toSet()),
        ForwardedNames.of(template));
  }

  private static boolean isOpen(Declaration alarm) {
    Property metrics = alarm.property("Metrics");
    return alarm.property("Dimensions").isUnknown()
        || metrics.isUnknown()
        || metrics.items().stream().anyMatch(metric -> isOpenQuery(metric.get("Expression")))
        || values(alarm).anyMatch(Property::isUnknown);
  }

  private static boolean isOpenQuery(Property expression) {
    return expression.isUnknown() || expression.text().filter(InsightsQuery::isSearch).isPresent();
  }

  private static Stream<String> keys(Declaration alarm) {
    return Stream.concat(
        Stream.of("Dimensions", "Metrics")
            .flatMap(key -> alarm.property(key).names().stream())
            .map(Alarms::id),
        values(alarm).flatMap(value -> value.text().stream()));
  }

  private static String id(String logicalId) {
    return "id " + logicalId; // no name and no ARN has a blank
  }

  /** The values of an alarm's dimensions, also of those in its expressions. */
  private static Stream<Property> values(Declaration alarm) {
    Stream<Property> mathematical =
        alarm.property("Metrics").items().stream()
            .flatMap(metric ->
                metric.get("MetricStat").get("Metric").get("Dimensions").items().stream());
    return Stream.concat(alarm.property("Dimensions").items().stream(), mathematical)
        .map(dimension -> dimension.get("Value"));
  }

  /** Whether certainly none watches a resource; one with an unknown dimension might. */
  boolean noneWatches(Declaration resource) {
    Set<String> known = known(resource);
    return !open
        && byWatched.find(keys(resource, known)).isEmpty()
        && InsightsQuery.keys(resource, known).noneMatch(queried::contains)
        && !handed.mayTake(resource, known);
  }

  List<Declaration> watching(Declaration resource) {
    return byWatched.find(keys(resource, known(resource)));
  }

  private static Collection<String> keys(Declaration resource, Set<String> known) {
    return Stream.concat(Stream.of(id(resource.logicalId())), known.stream()).toList();
  }

  private static Set<String> known(Declaration resource) {
    return Stream.of(resource.name(), resource.arn())
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }
}

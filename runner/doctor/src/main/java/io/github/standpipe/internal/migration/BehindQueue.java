package io.github.standpipe.internal.migration;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.bus.Feeders;
import io.github.standpipe.internal.bus.PlannedSubscriber;
import io.github.standpipe.internal.bus.QueueFeed;
import io.github.standpipe.internal.shape.Shape;
import io.github.standpipe.json.Fault;
import io.github.standpipe.template.Declaration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What stands behind a queue that a rule sends to.
 *
 * @param feeders all that can be read of the template
 * @param pipes those that read the queue
 * @param functions finds a function of the template by its ARN
 */
record BehindQueue(
    Feeders feeders,
    String queue,
    List<Declaration> pipes,
    Function<String, Optional<Declaration>> functions) {

  /** What the pipes would miss if a subscriber took the rule's place. */
  List<MigrationChange> changes(String rule, JsonNode subscriber) {
    List<Shape> before =
        feeders.feeds(queue).stream()
            .filter(feed -> feed.resource().equals(rule))
            .map(QueueFeed::body)
            .flatMap(Optional::stream)
            .toList();
    if (pipes.isEmpty() || before.isEmpty()) {
      return List.of();
    }
    try {
      return planned(subscriber)
          .body()
          .map(after -> missing(Shape.either(before), after))
          .orElseGet(() ->
              List.of(
                  new MigrationChange(
                      "filter",
                      "no event of a custom event bus passes it, so nothing comes to the pipe")));
    } catch (Fault e) {
      return List.of(
          new MigrationChange("filter", "CreateSubscriber refuses it: " + e.getMessage()));
    }
  }

  private static PlannedSubscriber planned(JsonNode subscriber) {
    JsonNode expression = subscriber.at("/Transformer/JsonataConfiguration/Expression");
    return new PlannedSubscriber(
        subscriber.at("/FilterConfiguration/Filters/0/Pattern").asText(),
        expression.isMissingNode() ? Optional.empty() : Optional.of(expression.asText()));
  }

  private Optional<Declaration> functionOf(Declaration pipe) {
    return pipe.property("Enrichment").text().flatMap(functions::apply);
  }

  private List<MigrationChange> missing(Shape before, Shape after) {
    return pipes.stream()
        .flatMap(pipe ->
            new PipeReads(pipe, functionOf(pipe), before, after)
                .missing().stream()
                    .map(line -> new MigrationChange("pipe " + pipe.logicalId(), line)))
        .toList();
  }
}

package io.github.standpipe.check;

import io.github.standpipe.json.Arn;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A pipe and what it names, as far as is known.
 *
 * @param alarms of the template, read once for all of its pipes
 */
record Subject(Template template, Declaration pipe, Alarms alarms) {
  private static final int STANDARD_BATCH_SIZE = 10;
  private static final String[] SQS = {"SourceParameters", "SqsQueueParameters"};

  Property at(String... path) {
    Property found = pipe.properties();
    for (String key : path) {
      found = found.get(key);
    }
    return found;
  }

  String name() {
    return pipe.logicalId();
  }

  /** The service in the ARN that a property holds; empty if it is unknown. */
  Optional<String> service(String property) {
    return at(property).text().filter(arn -> arn.startsWith("arn:")).map(Arn::service);
  }

  boolean readsQueue() {
    return service("Source").filter("sqs"::equals).isPresent()
        || service("Source").isEmpty() && at(SQS).isKnown()
        || queue().isPresent();
  }

  Property batchSize() {
    return at(SQS).get("BatchSize");
  }

  Property window() {
    return at(SQS).get("MaximumBatchingWindowInSeconds");
  }

  /** How many messages a batch may hold; empty if that is unknown. */
  OptionalInt mostRecords() {
    return readsQueue() && batchSize().isAbsent()
        ? OptionalInt.of(STANDARD_BATCH_SIZE)
        : batchSize().whole();
  }

  /** Whether the source is a FIFO queue; empty if that is unknown. */
  boolean isFifo() {
    return queue().map(queue -> queue.property("FifoQueue").isTrue()).orElse(false)
        || at("Source").text().filter(arn -> arn.endsWith(".fifo")).isPresent();
  }

  /** The resource of the template behind the ARN that a property holds. */
  Optional<Declaration> declaration(String property) {
    return declaration(at(property));
  }

  Optional<Declaration> declaration(Property arn) {
    return template.find(arn);
  }

  Optional<Declaration> queue() {
    return declaration("Source").filter(Declaration::isQueue);
  }

  Optional<Declaration> function() {
    return declaration("Enrichment").filter(Declaration::isFunction);
  }

  /** The functions that it calls: the enrichment and the target, if they are functions. */
  List<Declaration> functions() {
    return called(Declaration::isFunction);
  }

  List<Declaration> machines() {
    return called(Declaration::isStateMachine);
  }

  private List<Declaration> called(Predicate<Declaration> sort) {
    return Stream.of("Enrichment", "Target")
        .flatMap(stage -> declaration(stage).stream())
        .filter(sort)
        .distinct()
        .toList();
  }

  Optional<Declaration> role() {
    return Roles.declared(at("RoleArn"), template);
  }

  /** The function or state machine whose role, created by SAM, the pipe uses. */
  Optional<Declaration> servedBySam() {
    return role().isPresent() ? Optional.empty() : Roles.servedBySam(at("RoleArn"), template);
  }

  Optional<Declaration> machine() {
    return declaration("Target").filter(Declaration::isStateMachine);
  }

  /** The log group that receives the pipe's log. */
  Optional<Declaration> logGroup() {
    return declaration(at("LogConfiguration", "CloudwatchLogsLogDestination", "LogGroupArn"))
        .filter(group -> group.is("AWS::Logs::LogGroup"));
  }

  boolean hasEnrichment() {
    return !at("Enrichment").isAbsent() && !at("Enrichment").text().equals(Optional.of(""));
  }

  List<Declaration> all(Predicate<Declaration> sort) {
    return template.declarations().stream().filter(sort).toList();
  }

  List<Declaration> all(String type) {
    return template.declarations(type);
  }
}

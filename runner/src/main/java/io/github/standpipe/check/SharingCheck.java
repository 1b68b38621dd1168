package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One queue has one reader. */
final class SharingCheck implements Check {
  private static final Rule SHARED_QUEUE =
      Rule.error(
          "shared-queue",
          "a queue has two readers",
          "Each message goes to one of the readers by chance, and each deletes what its own filter"
              + " rejects, so messages that the other wanted are lost.");

  @Override
  public List<Rule> rules() {
    return List.of(SHARED_QUEUE);
  }

  @Override
  public void examine(Subject subject, Findings findings) {
    Optional<String> queue = subject.at("Source").text().filter(arn -> arn.contains(":sqs:"));
    queue
        .flatMap(arn -> other(arn, subject))
        .ifPresent(other ->
            findings.add(
                SHARED_QUEUE,
                subject.pipe(),
                subject.at("Source").at(),
                subject.name() + " and " + other + " read the same queue.",
                "Give each its own queue, and send to both by a rule or a topic."));
  }

  private static Optional<Declaration> other(String arn, Subject subject) {
    Template template = subject.template();
    return template.declarations().stream()
        .filter(other -> !other.equals(subject.pipe()))
        .filter(other -> sources(other).anyMatch(source -> source.text().equals(Optional.of(arn))))
        .findFirst();
  }

  private static Stream<Property> sources(Declaration reader) {
    return switch (reader.type()) {
      case "AWS::Pipes::Pipe" -> Stream.of(reader.property("Source"));
      case "AWS::Lambda::EventSourceMapping" -> Stream.of(reader.property("EventSourceArn"));
      case "AWS::Serverless::Function" ->
          reader.property("Events").keys().stream()
              .map(event -> reader.property("Events").get(event))
              .filter(event -> event.get("Type").text().equals(Optional.of("SQS")))
              .map(event -> event.get("Properties").get("Queue"));
      default -> Stream.of();
    };
  }
}

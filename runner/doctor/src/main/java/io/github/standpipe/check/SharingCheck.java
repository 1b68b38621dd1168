package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.Optional;
import java.util.stream.Stream;

/** One queue has one reader. */
final class SharingCheck implements Check {
  private static final Rule SHARED_QUEUE = Catalogue.rule("shared-queue");

  @Override
  public void examine(Subject subject, Findings findings) {
    Optional<String> queue =
        source(subject.at("Source"), subject.at("DesiredState"), "STOPPED")
            .flatMap(source -> source.text().stream())
            .filter(arn -> arn.contains(":sqs:"))
            .findFirst();
    queue
        .flatMap(arn -> other(arn, subject))
        .ifPresent(other ->
            findings.add(
                SHARED_QUEUE,
                subject.pipe(),
                subject.at("Source").at(),
                subject.name() + " and " + other + " read the same queue.",
                "Give each its own queue, and send to both with a rule or a topic."));
  }

  private static Optional<Declaration> other(String arn, Subject subject) {
    Template template = subject.template();
    return Directory.of(template)
        .find(Naming.READER, arn)
        .filter(other -> !other.equals(subject.pipe()))
        .filter(other -> !template.exclude(subject.pipe(), other))
        .findFirst();
  }

  /** What a resource reads; empty if it does not read queues. */
  static Stream<Property> sources(Declaration reader) {
    return switch (reader.type()) {
      case "AWS::Pipes::Pipe" ->
          source(reader.property("Source"), reader.property("DesiredState"), "STOPPED");
      case "AWS::Lambda::EventSourceMapping" ->
          source(reader.property("EventSourceArn"), reader.property("Enabled"), "false");
      case "AWS::Serverless::Function" ->
          reader.property("Events").keys().stream()
              .map(event -> reader.property("Events").get(event))
              .flatMap(SharingCheck::ofEvent);
      default -> Stream.of();
    };
  }

  /** SAM reads a queue for the type SQS, and behind a topic that feeds a queue. */
  private static Stream<Property> ofEvent(Property event) {
    Property behindTopic = event.get("Properties").get("SqsSubscription");
    return switch (event.get("Type").text().orElse("")) {
      case "SQS" ->
          source(
              event.get("Properties").get("Queue"),
              event.get("Properties").get("Enabled"),
              "false");
      case "SNS" -> source(behindTopic.get("QueueArn"), behindTopic.get("Enabled"), "false");
      default -> Stream.of();
    };
  }

  /** What a reader reads, unless it is or may be switched off. */
  private static Stream<Property> source(Property source, Property state, String off) {
    boolean mayBeOff = state.isUnknown() || state.text().filter(off::equalsIgnoreCase).isPresent();
    return mayBeOff ? Stream.of() : Stream.of(source);
  }
}

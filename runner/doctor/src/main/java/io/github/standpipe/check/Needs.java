package io.github.standpipe.check;

import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The permissions that the role of a pipe needs. */
record Needs(Template template) {
  private static final String CALL = "lambda:InvokeFunction";
  private static final String SYNC = "states:StartSyncExecution";
  private static final String START = "states:StartExecution";

  List<Need> ofPipe(Subject subject) {
    List<Need> needs = new ArrayList<>(ofSource(subject));
    KeyNeeds keys = new KeyNeeds(template);
    keys.toRead(subject.at("Source")).ifPresent(needs::add);
    enrichment(subject).forEach(needs::add);
    target(subject).forEach(needs::add);
    deadLetters(subject).forEach(needs::add);
    Stream.concat(Stream.of(subject.at("Target")), deadLetterArns(subject))
        .flatMap(end -> keys.toWrite(end).stream())
        .filter(need -> !needs.contains(need))
        .forEach(needs::add);
    keys.ofPipe(subject).ifPresent(needs::add);
    return needs;
  }

  /** The permissions that Pipes tests while it creates the pipe. */
  List<Need> whenCreated(Subject subject) {
    return Stream.concat(ofSource(subject).stream(), deadLetters(subject)).toList();
  }

  private List<Need> ofSource(Subject subject) {
    Property source = subject.at("Source");
    return new Ends(subject)
        .source()
        .map(service -> new SourceNeeds(this, subject).of(service, source))
        .orElse(List.of());
  }

  /** The ends of a pipe with unknown needs. */
  List<String> unknown(Subject subject) {
    Ends ends = new Ends(subject);
    List<String> unknown = new ArrayList<>();
    if (ends.source().isEmpty()) {
      unknown.add("Source");
    }
    if (subject.hasEnrichment() && ends.enrichment().isEmpty()) {
      unknown.add("Enrichment");
    }
    if (ends.target().isEmpty()) {
      unknown.add("Target");
    }
    return unknown;
  }

  /**
   * The services that receive the pipe's log: whether its role needs access to them is not
   * documented.
   */
  Set<String> loggedTo(Subject subject) {
    Property log = subject.at("LogConfiguration");
    return Stream.of(
            log.get("CloudwatchLogsLogDestination").isAbsent() ? "" : "logs",
            log.get("FirehoseLogDestination").isAbsent() ? "" : "firehose",
            log.get("S3LogDestination").isAbsent() ? "" : "s3")
        .filter(service -> !service.isEmpty())
        .collect(Collectors.toSet());
  }

  private Stream<Need> enrichment(Subject subject) {
    Property at = subject.at("Enrichment");
    return new Ends(subject)
        .enrichment().stream()
            .map(service ->
                switch (service) {
                  case "lambda" -> need(at, "enrich with", CALL);
                  case "states" -> need(at, "enrich with", SYNC);
                  case "api-destination" -> need(at, "enrich with", "events:InvokeApiDestination");
                  case "execute-api" -> route(need(at, "enrich with", "execute-api:Invoke"));
                  default -> need(at, "enrich with").doubted();
                })
            .filter(need -> !need.actions().isEmpty());
  }

  private Stream<Need> target(Subject subject) {
    return new Ends(subject)
        .target().stream()
            .flatMap(service -> new TargetNeeds(this, subject).of(service, subject.at("Target")));
  }

  private static Stream<Property> deadLetterArns(Subject subject) {
    return Stream.of("KinesisStreamParameters", "DynamoDBStreamParameters")
        .map(source -> subject.at("SourceParameters", source, "DeadLetterConfig", "Arn"));
  }

  private Stream<Need> deadLetters(Subject subject) {
    return deadLetterArns(subject)
        .filter(arn -> arn.text().isPresent())
        .map(arn ->
            need(
                arn,
                "write dead letters to",
                arn.text().orElse("").contains(":sns:") ? "sns:Publish" : "sqs:SendMessage"));
  }

  /** How a state machine is started; both ways if that is unknown. */
  static List<String> starting(Subject subject) {
    Property way =
        subject.at("TargetParameters", "StepFunctionStateMachineParameters", "InvocationType");
    if (way.isUnknown()) {
      return List.of(START, SYNC);
    }
    boolean started =
        way.text().filter("FIRE_AND_FORGET"::equals).isPresent()
            || subject.machine().filter(InvocationCheck::isStandard).isPresent();
    return List.of(started ? START : SYNC);
  }

  /** A stage, a path or a method with a wildcard may be granted in a different notation. */
  static Need route(Need need) {
    return need.arn().filter(arn -> arn.contains("*")).isPresent() ? need.doubted() : need;
  }

  Need need(Property at, String verb, String... actions) {
    Optional<String> arn = at.text().filter(text -> text.startsWith("arn:"));
    String named = ResourceNames.of(at, arn, template);
    return new Need(List.of(actions), arn, named, "to " + verb + " " + ResourceNames.bare(named));
  }

  /** Actions that apply to all resources, or whose resources a template does not fully name. */
  Need anywhere(String purpose, String... actions) {
    return new Need(List.of(actions), Optional.empty(), Need.ANYWHERE, purpose);
  }
}

package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the role of a pipe must be allowed to do. */
record Needs(Template template) {
  private static final Map<String, List<String>> TARGETS =
      Map.of(
          "lambda",
          List.of("lambda:InvokeFunction"),
          "sqs",
          List.of("sqs:SendMessage"),
          "sns",
          List.of("sns:Publish"));

  List<Need> ofPipe(Subject subject) {
    List<Need> needs = new ArrayList<>();
    if (subject.service("Source").filter("sqs"::equals).isPresent()) {
      needs.add(
          need(
              subject,
              "Source",
              List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
              "read"));
    }
    subject.queue().ifPresent(queue -> decrypt(queue).ifPresent(needs::add));
    enrichment(subject)
        .ifPresent(actions -> needs.add(need(subject, "Enrichment", actions, "enrich with")));
    target(subject).ifPresent(actions -> needs.add(need(subject, "Target", actions, "deliver to")));
    return needs;
  }

  private static Optional<List<String>> enrichment(Subject subject) {
    return subject
        .service("Enrichment")
        .flatMap(service ->
            switch (service) {
              case "lambda" -> Optional.of(List.of("lambda:InvokeFunction"));
              case "states" -> Optional.of(List.of("states:StartSyncExecution"));
              default -> Optional.empty();
            });
  }

  private static Optional<List<String>> target(Subject subject) {
    Optional<String> service = subject.service("Target");
    if (service.filter("states"::equals).isEmpty()) {
      boolean bus =
          service.filter("events"::equals).isPresent()
              && subject.at("Target").text().filter(t -> t.contains(":event-bus/")).isPresent();
      return bus ? Optional.of(List.of("events:PutEvents")) : service.map(TARGETS::get);
    }
    Property way =
        subject.at("TargetParameters", "StepFunctionStateMachineParameters", "InvocationType");
    if (way.isUnknown()) {
      return Optional.empty();
    }
    boolean started =
        way.text().filter("FIRE_AND_FORGET"::equals).isPresent()
            || subject.machine().filter(InvocationCheck::isStandard).isPresent();
    return Optional.of(List.of(started ? "states:StartExecution" : "states:StartSyncExecution"));
  }

  private Need need(Subject subject, String property, List<String> actions, String verb) {
    Optional<String> arn = subject.at(property).text();
    String named = Names.of(subject.at(property), arn, template);
    return new Need(actions, arn, named, "to " + verb + " " + Names.bare(named));
  }

  /** A key of the customer's that encrypts a queue; SQS's own needs no permission. */
  private Optional<Need> decrypt(Declaration queue) {
    Property key = queue.property("KmsMasterKeyId");
    boolean own = key.isAbsent() || key.text().filter(k -> k.contains("alias/aws/")).isPresent();
    if (own) {
      return Optional.empty();
    }
    Optional<Declaration> declared =
        template.declarations().stream()
            .filter(d -> d.is("AWS::KMS::Key") && key.names().contains(d.logicalId()))
            .findFirst();
    Optional<String> arn =
        declared.isPresent()
            ? declared.flatMap(Declaration::arn)
            : key.text().filter(k -> k.startsWith("arn:") && k.contains(":key/"));
    String named = declared.map(d -> "!GetAtt " + d + ".Arn").orElse(arn.orElse("the key's ARN"));
    return Optional.of(
        new Need(List.of("kms:Decrypt"), arn, named, "to decrypt what " + queue + " holds"));
  }
}

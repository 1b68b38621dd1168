package io.github.standpipe.check;

import io.github.standpipe.enrich.LookupUri;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the role of a pipe, and that of its function, must be allowed to do. */
record Needs(Template template) {
  private static final Map<String, List<String>> TARGETS =
      Map.of(
          "lambda",
          List.of("lambda:InvokeFunction"),
          "sqs",
          List.of("sqs:SendMessage"),
          "sns",
          List.of("sns:Publish"));
  private static final Pattern TABLE = Pattern.compile("dynamodb:([^#]+).*");
  private static final Pattern BUCKET = Pattern.compile("s3:([^/#{]+)(?:[/#].*)?");

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

  List<Need> ofFunction(Declaration function) {
    List<Need> needs = new ArrayList<>();
    Property variables = function.property("Environment").get("Variables");
    for (String name : variables.keys()) {
      if (LookupUri.name(name).isPresent()) {
        variables.get(name).text().flatMap(this::lookup).ifPresent(needs::add);
      }
    }
    quarantine(function).ifPresent(needs::add);
    return needs;
  }

  private Optional<Need> quarantine(Declaration function) {
    return new QueueLinks(template)
        .quarantine(function)
        .map(queue ->
            new Need(
                List.of("sqs:SendMessage"),
                queue.arn(),
                "!GetAtt " + queue + ".Arn",
                "to quarantine in " + queue));
  }

  private Optional<Need> lookup(String uri) {
    Matcher table = TABLE.matcher(uri);
    if (table.matches()) {
      return Optional.of(named(table.group(1), "AWS::DynamoDB", "dynamodb:BatchGetItem", ""));
    }
    Matcher bucket = BUCKET.matcher(uri);
    return bucket.matches()
        ? Optional.of(named(bucket.group(1), "AWS::S3::Bucket", "s3:GetObject", "/*"))
        : Optional.empty();
  }

  /** A resource by its name or ARN; of one that is not in the template the ARN is not known. */
  private Need named(String name, String type, String action, String end) {
    Optional<Declaration> declared =
        template.declarations().stream()
            .filter(d -> d.type().startsWith(type) || d.is("AWS::Serverless::SimpleTable"))
            .filter(d -> d.name().equals(Optional.of(name)) || d.arn().equals(Optional.of(name)))
            .findFirst();
    String named =
        declared
            .map(d -> end.isEmpty() ? "!GetAtt " + d + ".Arn" : "!Sub ${" + d + ".Arn}" + end)
            .orElse(name + end);
    return new Need(
        List.of(action),
        declared.flatMap(Declaration::arn).map(arn -> arn + end),
        named,
        "to look up in " + declared.map(Declaration::logicalId).orElse(name));
  }
}

package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the role of a pipe must be allowed to do. */
record Needs(Template template) {
  private static final String CALL = "lambda:InvokeFunction";
  private static final String SYNC = "states:StartSyncExecution";
  private static final String START = "states:StartExecution";

  List<Need> ofPipe(Subject subject) {
    List<Need> needs = new ArrayList<>(ofSource(subject));
    subject.queue().ifPresent(queue -> decrypt(queue, subject).ifPresent(needs::add));
    enrichment(subject).forEach(needs::add);
    target(subject).forEach(needs::add);
    deadLetters(subject).forEach(needs::add);
    encryption(subject).ifPresent(needs::add);
    return needs;
  }

  /** What Pipes tries while it creates the pipe. */
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

  /** The ends of a pipe of which it is not known what they need. */
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

  /** The services to which the pipe's log goes: whether its role needs them is not documented. */
  Set<String> loggedTo(Subject subject) {
    Property log = subject.at("LogConfiguration");
    return Stream.of(
            log.get("CloudwatchLogsLogDestination").isAbsent() ? "" : "logs",
            log.get("FirehoseLogDestination").isAbsent() ? "" : "firehose",
            log.get("S3LogDestination").isAbsent() ? "" : "s3")
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

  private Stream<Need> deadLetters(Subject subject) {
    return Stream.of("KinesisStreamParameters", "DynamoDBStreamParameters")
        .map(source -> subject.at("SourceParameters", source, "DeadLetterConfig", "Arn"))
        .filter(arn -> arn.text().isPresent())
        .map(arn ->
            need(
                arn,
                "write dead letters to",
                arn.text().orElse("").contains(":sns:") ? "sns:Publish" : "sqs:SendMessage"));
  }

  /** How a state machine is started; where that is not known, either of the ways. */
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

  /** A stage, a path or a method with a wildcard may be granted in other words. */
  static Need route(Need need) {
    return need.arn().filter(arn -> arn.contains("*")).isPresent() ? need.doubted() : need;
  }

  Need need(Property at, String verb, String... actions) {
    Optional<String> arn = at.text().filter(text -> text.startsWith("arn:"));
    String named = Names.of(at, arn, template);
    return new Need(List.of(actions), arn, named, "to " + verb + " " + Names.bare(named));
  }

  /** Actions that hold for all resources, or of whose resources a template tells too little. */
  Need anywhere(String purpose, String... actions) {
    return new Need(List.of(actions), Optional.empty(), Need.ANYWHERE, purpose);
  }

  /** A key of the customer's that encrypts a queue; SQS's own needs no permission. */
  private Optional<Need> decrypt(Declaration queue, Subject subject) {
    Property key = queue.property("KmsMasterKeyId");
    boolean own = key.isAbsent() || key.text().filter(k -> k.contains("alias/aws/")).isPresent();
    return own
        ? Optional.empty()
        : Optional.of(
            ofKey(key, subject, "to decrypt what " + queue + " holds", List.of("kms:Decrypt")));
  }

  private Optional<Need> encryption(Subject subject) {
    Property key = subject.at("KmsKeyIdentifier");
    return key.isAbsent() || key.text().equals(Optional.of(""))
        ? Optional.empty()
        : Optional.of(
            ofKey(
                    key,
                    subject,
                    "to use the key of " + subject.name(),
                    List.of("kms:DescribeKey", "kms:GenerateDataKey", "kms:Decrypt"))
                .doubted());
  }

  private Need ofKey(Property key, Subject subject, String purpose, List<String> actions) {
    Optional<Declaration> declared =
        template.declarations().stream()
            .filter(d -> d.is("AWS::KMS::Key") && key.names().contains(d.logicalId()))
            .findFirst();
    Optional<String> arn =
        declared.isPresent()
            ? declared.flatMap(Declaration::arn)
            : key.text().filter(k -> k.startsWith("arn:") && k.contains(":key/"));
    String named = declared.map(d -> "!GetAtt " + d + ".Arn").orElse(arn.orElse("the key's ARN"));
    Need need = new Need(actions, arn, named, purpose);
    return declared.filter(d -> trusts(d, subject)).isPresent() ? need.doubted() : need;
  }

  /** A key's own policy may let the role use it, and then the role's need not. */
  private static boolean trusts(Declaration key, Subject subject) {
    Property statements = key.property("KeyPolicy").parsed().get("Statement");
    String role = subject.role().map(Declaration::logicalId).orElse("");
    return statements.isUnknown()
        || statements.itemsOrSelf().stream()
            .map(statement -> statement.get("Principal"))
            .anyMatch(principal -> principal.isUnknown() || namesRole(principal, role));
  }

  private static boolean namesRole(Property principal, String role) {
    return Stream.concat(Stream.of(principal), principal.get("AWS").itemsOrSelf().stream())
        .anyMatch(one -> one.isUnknown() || one.names().contains(role));
  }
}

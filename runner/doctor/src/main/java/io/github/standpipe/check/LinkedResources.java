package io.github.standpipe.check;

import io.github.standpipe.json.Arn;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Everything that a pipe leads to. */
final class LinkedResources {
  private final Subject subject;
  private final QueueLinks links;
  private final Directory directory;
  private final List<Diagnosis.ExaminedPipe.Part> parts = new ArrayList<>();

  private LinkedResources(Subject subject) {
    this.subject = subject;
    this.links = new QueueLinks(subject.template());
    this.directory = Directory.of(subject.template());
  }

  static Diagnosis.ExaminedPipe of(Subject subject) {
    LinkedResources reach = new LinkedResources(subject);
    reach.collect();
    return new Diagnosis.ExaminedPipe(
        subject.name(), subject.pipe().at().where(), reach.parts.stream().distinct().toList());
  }

  private void collect() {
    link("source", "Source");
    subject.queue().ifPresent(queue -> key("source's key", queue.property("KmsMasterKeyId")));
    subject.queue().flatMap(links::deadLetters).ifPresent(queue -> queue("dead letters", queue));
    streamsDeadLetters();
    if (subject.hasEnrichment()) {
      stage("enrichment", "Enrichment");
    }
    stage("target", "Target");
    link("role", "RoleArn");
    key("key", subject.at("KmsKeyIdentifier"));
    group(subject.at("LogConfiguration", "CloudwatchLogsLogDestination", "LogGroupArn"), "log");
    destination("FirehoseLogDestination", "DeliveryStreamArn");
    destination("S3LogDestination", "BucketName");
    alarms(subject.pipe());
  }

  private void stage(String role, String property) {
    link(role, property);
    Optional<Declaration> called = subject.declaration(property);
    called
        .filter(Declaration::isFunction)
        .ifPresent(function -> {
          alias(function, property);
          function(function);
        });
    called
        .filter(Declaration::isStateMachine)
        .ifPresent(machine -> {
          role(role + "'s role", machine.property("Role"), machine);
          role(role + "'s role", machine.property("RoleArn"), machine);
          String logging = machine.isServerless() ? "Logging" : "LoggingConfiguration";
          machine.property(logging).get("Destinations").items().stream()
              .map(one -> one.get("CloudWatchLogsLogGroup").get("LogGroupArn"))
              .forEach(group -> group(group, role + "'s log"));
        });
  }

  private void streamsDeadLetters() {
    Property parameters = subject.at("SourceParameters");
    parameters.keys().stream()
        .map(key -> parameters.get(key).get("DeadLetterConfig").get("Arn"))
        .filter(arn -> !arn.isAbsent())
        .forEach(arn -> {
          parts.add(part("dead letters", arn));
          subject.declaration(arn).ifPresent(this::alarms);
        });
  }

  private void key(String role, Property key) {
    directory
        .referred(key)
        .filter(declared -> declared.is("AWS::KMS::Key"))
        .forEach(declared -> add(role, declared));
  }

  private void destination(String destination, String property) {
    Property at = subject.at("LogConfiguration", destination, property);
    directory.referred(at).forEach(declared -> add("log", declared));
  }

  private void queue(String role, Declaration queue) {
    add(role, queue);
    alarms(queue);
  }

  private void alias(Declaration function, String property) {
    String called = subject.at(property).text().orElse("");
    directory.find(Naming.FUNCTION_ALIAS, called).forEach(alias -> add("alias", alias));
    boolean made =
        function.isServerless()
            && function.arn().filter(called::equals).isEmpty()
            && called.startsWith("arn:");
    if (made) {
      String alias = Arn.name(called);
      parts.add(new Diagnosis.ExaminedPipe.Part("alias", "AWS::Lambda::Alias", alias));
    }
  }

  private void function(Declaration function) {
    role("function's role", function.property("Role"), function);
    for (Property layer : function.property("Layers").itemsOrSelf()) {
      parts.add(part("layer", layer));
    }
    group(function.property("LoggingConfig").get("LogGroup"), "function's log");
    links
        .quarantine(function)
        .ifPresent(queue -> {
          queue("quarantine", queue);
          links.deadLetters(queue).ifPresent(letters -> queue("dead letters", letters));
        });
  }

  private void role(String what, Property role, Declaration holder) {
    boolean own = role.isAbsent() && holder.isServerless() && what.startsWith("function");
    if (own) {
      parts.add(new Diagnosis.ExaminedPipe.Part(what, "AWS::IAM::Role", holder + "Role, by SAM"));
    } else if (!role.isAbsent()) {
      parts.add(part(what, role));
    }
  }

  private void group(Property group, String what) {
    if (group.isAbsent()) {
      return;
    }
    Optional<Declaration> named =
        directory.referred(group).filter(one -> one.is("AWS::Logs::LogGroup")).findFirst();
    named.ifPresentOrElse(one -> add(what, one), () -> parts.add(part(what, group)));
  }

  private void link(String role, String property) {
    Property named = subject.at(property);
    if (!named.isAbsent()) {
      parts.add(part(role, named));
    }
    subject.declaration(property).ifPresent(this::alarms);
  }

  private Diagnosis.ExaminedPipe.Part part(String role, Property named) {
    return subject
        .template()
        .find(named)
        .map(found -> new Diagnosis.ExaminedPipe.Part(role, found.type(), found.logicalId()))
        .orElseGet(
            () -> new Diagnosis.ExaminedPipe.Part(role, "", named.text().orElse(written(named))));
  }

  private static String written(Property named) {
    String names =
        named.names().stream()
            .filter(name -> !name.startsWith("AWS::")) // a region does not identify a resource
            .sorted()
            .collect(Collectors.joining(", "));
    String kind = named.kind().equals("nothing") ? "what Fn::Transform adds" : named.kind();
    return names.isEmpty() ? kind : names;
  }

  private void add(String role, Declaration found) {
    parts.add(new Diagnosis.ExaminedPipe.Part(role, found.type(), found.logicalId()));
  }

  private void alarms(Declaration resource) {
    subject.alarms().watching(resource).forEach(alarm -> add("alarm", alarm));
  }
}

package io.github.standpipe.internal.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.bus.Feeders;
import io.github.standpipe.internal.bus.TemplateFeeders;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.PipeDefinition;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the Classic rules of a template would be as subscribers of custom event buses.
 *
 * @param buses a custom event bus for each Classic bus, as YAML by the Classic bus's name
 * @param targets each target of each rule
 * @param pipes each pipe, and whether it is still needed
 */
public record Migration(
    Map<String, String> buses, List<TargetMigration> targets, List<PipeMigration> pipes) {

  public Migration {
    buses = Collections.unmodifiableMap(new LinkedHashMap<>(buses));
    targets = List.copyOf(targets);
    pipes = List.copyOf(pipes);
  }

  /**
   * What would become of a template's rules. Values that only a deployment knows stay as written.
   */
  public static Migration of(Template template) {
    JsonNode written = template.json().path("Resources");
    Map<String, ObjectNode> buses = new LinkedHashMap<>();
    List<TargetMigration> targets = new ArrayList<>();
    Feeders feeders = TemplateFeeders.readable(template);
    for (Declaration rule : template.declarations("AWS::Events::Rule")) {
      JsonNode properties = written.path(rule.logicalId()).path("Properties");
      ClassicBusText bus = new ClassicBusText(template, properties.path("EventBusName"));
      buses
          .computeIfAbsent(bus.name(), name -> Json.object())
          .setAll(bus.resources(properties.path("EventPattern")));
      List<Property> read = rule.property("Targets").items();
      for (int i = 0; i < read.size(); i++) {
        JsonNode target = properties.path("Targets").path(i);
        targets.add(
            target(
                template,
                feeders,
                rule,
                read.get(i),
                written.path(rule.logicalId()),
                target,
                bus.logicalId()));
      }
    }
    List<PipeMigration> pipes = template.pipes().stream().map(pipe -> pipe(pipe, targets)).toList();
    Map<String, String> texts = new LinkedHashMap<>();
    buses.forEach((name, resources) -> texts.put(name, ResourceYaml.of(resources)));
    return new Migration(texts, targets, pipes);
  }

  private static TargetMigration target(
      Template template,
      Feeders feeders,
      Declaration rule,
      Property read,
      JsonNode written,
      JsonNode target,
      String bus) {
    String name = read.get("Id").text().orElse("");
    JsonNode properties = written.path("Properties");
    boolean isOnly = properties.path("Targets").size() == 1;
    String id =
        rule.logicalId() + (isOnly ? "" : name.replaceAll("[^A-Za-z0-9]", "")) + "Subscriber";
    SubscriberDraft draft = new SubscriberDraft(id, bus, properties, target, read);
    JsonNode condition = written.path("Condition");
    Optional<ObjectNode> resources = draft.resources();
    List<PipeDefinition> pipes = pipesOf(template, read.get("Arn").text().orElse(""));
    List<MigrationChange> changes = new ArrayList<>(draft.changes());
    resources
        .map(all -> all.path(id).path("Properties"))
        .map(subscriber -> behind(template, feeders, pipes).changes(rule.logicalId(), subscriber))
        .ifPresent(changes::addAll);
    String yaml = resources.map(all -> ResourceYaml.of(withCondition(all, condition))).orElse("");
    return new TargetMigration(
        rule.logicalId(),
        rule.at().where(),
        name,
        pipes.stream().map(PipeDefinition::name).toList(),
        changes,
        yaml);
  }

  private static BehindQueue behind(
      Template template, Feeders feeders, List<PipeDefinition> pipes) {
    return new BehindQueue(
        feeders,
        pipes.stream().map(pipe -> pipe.queue().arn()).findFirst().orElse(""),
        pipes.stream().flatMap(pipe -> template.declared(pipe.logicalId()).stream()).toList(),
        arn -> function(template, arn));
  }

  /** A function by its ARN, or by that of a version or an alias. */
  private static Optional<Declaration> function(Template template, String arn) {
    return Stream.of("AWS::Serverless::Function", "AWS::Lambda::Function")
        .flatMap(type -> template.declarations(type).stream())
        .filter(one ->
            one.arn().filter(own -> arn.equals(own) || arn.startsWith(own + ":")).isPresent())
        .findFirst();
  }

  private static ObjectNode withCondition(ObjectNode resources, JsonNode condition) {
    if (condition.isMissingNode()) {
      return resources;
    }
    ObjectNode conditional = Json.object();
    for (var resource : resources.properties()) {
      ObjectNode one = Json.object();
      one.set("Type", resource.getValue().path("Type"));
      one.set("Condition", condition);
      conditional.set(
          resource.getKey(), one.set("Properties", resource.getValue().path("Properties")));
    }
    return conditional;
  }

  private static List<PipeDefinition> pipesOf(Template template, String arn) {
    return template.pipes().stream().filter(pipe -> isFrom(pipe, arn)).toList();
  }

  private static boolean isFrom(PipeDefinition pipe, String arn) {
    try {
      return pipe.queue().arn().equals(arn);
    } catch (Fault e) {
      return false; // another source than a queue, or one that only a deployment knows
    }
  }

  private static PipeMigration pipe(PipeDefinition pipe, List<TargetMigration> targets) {
    boolean isFed = targets.stream().anyMatch(target -> target.pipes().contains(pipe.name()));
    boolean enriches = pipe.enrichment().isPresent();
    String reason =
        enriches
            ? "keeps its queue and its pipe, since it has an enrichment"
            : !isFed
                ? "has no enrichment, but no rule of the template sends to its queue"
                : "has no enrichment: a subscriber with its target and its filter could take its"
                    + " place, without the queue, its batches and its redrive";
    return new PipeMigration(pipe.name(), pipe.where(), isFed && !enriches, reason);
  }
}

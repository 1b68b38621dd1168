package io.github.standpipe.internal.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.contract.FollowedValue.EventPart;
import io.github.standpipe.internal.contract.PathReading.Use;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.FilterPattern;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.LambdaFunction;
import io.github.standpipe.template.MachineDefinition;
import io.github.standpipe.template.PipeDefinition;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the contract of a pipe from a template. */
public final class ContractReader {
  private static final FollowedValue EVENT = new EventPart(List.of());

  private final Template template;
  private final Declaration pipe;
  private final Readings readings = new Readings();
  private final Set<String> message = new LinkedHashSet<>();
  private final List<String> notes = new ArrayList<>();

  private ContractReader(Template template, Declaration pipe) {
    this.template = template;
    this.pipe = pipe;
  }

  /**
   * The contract of a pipe.
   *
   * @param name its name or its logical id
   * @throws io.github.standpipe.json.Fault for a pipe that the template does not have, and for a
   *     transform that cannot be read
   */
  public static PipeContract of(Template template, String name) {
    PipeDefinition definition = template.pipe(name);
    Template on = definition.off().flatMap(template::withParameter).orElse(template);
    Declaration pipe =
        on.declared(definition.logicalId())
            .orElseThrow(() ->
                new Fault(
                    definition.where(),
                    name + " is left out by a condition; give the parameter that includes it"));
    return new ContractReader(on, pipe).read(name);
  }

  /**
   * The contract of a pipe that a template declares, with or without its parameters.
   *
   * @throws Fault for a transform that cannot be read
   */
  public static PipeContract of(Template template, Declaration pipe) {
    return new ContractReader(template, pipe).read(pipe.logicalId());
  }

  private PipeContract read(String name) {
    FilterReading filter = filter();
    FollowedValue record = new RecordValue(message).record();
    boolean hasEnrichment = !pipe.property("Enrichment").isAbsent();
    FollowedValue result = hasEnrichment ? enriched(record, filter) : record;
    Optional<String> target = template("TargetParameters");
    if (target.isPresent()) {
      result =
          new TemplateFollower(result, readings, "the target's InputTemplate").follow(target.get());
    }
    readings.whole(result, Use.RESULT, place(hasEnrichment, target.isPresent()));
    ObjectNode gives = new ResultSchema(target.isPresent()).of(result);
    return new PipeContract(
        name, readings.all(), List.copyOf(message), gives, machine(result), notes);
  }

  private Optional<MachineReads> machine(FollowedValue result) {
    FollowedValue input =
        new FollowedValue.BuiltList(List.of(readsQueue() ? result : FollowedValue.UNKNOWN));
    return stateMachine("Target")
        .flatMap(machine ->
            MachineDefinition.property(machine)
                .map(definition -> MachineReads.of(machine.logicalId(), definition, input)));
  }

  /** The records of other sources have fields of their own. */
  private boolean readsQueue() {
    Property source = pipe.property("Source");
    return template.find(source).filter(Declaration::isQueue).isPresent()
        || source
            .text()
            .filter(arn -> arn.startsWith("arn:") && arn.split(":")[2].equals("sqs"))
            .isPresent()
        || !pipe.property("SourceParameters").get("SqsQueueParameters").isAbsent();
  }

  private Optional<Declaration> stateMachine(String property) {
    return template.find(pipe.property(property)).filter(Declaration::isStateMachine);
  }

  private String place(boolean hasEnrichment, boolean hasTemplate) {
    return hasTemplate
        ? "the target's InputTemplate"
        : hasEnrichment
            ? transform().map(file -> String.valueOf(file.getFileName())).orElse("the enrichment")
            : "the target";
  }

  private Optional<String> template(String parameters) {
    Property text = pipe.property(parameters).get("InputTemplate");
    if (text.isUnknown()) {
      notes.add(parameters + ".InputTemplate is not known before a deployment.");
    }
    return text.text().filter(one -> !one.isBlank());
  }

  private FilterReading filter() {
    List<Map<String, JsonNode>> ways = new ArrayList<>();
    Property filters = pipe.property("SourceParameters").get("FilterCriteria").get("Filters");
    for (Property filter : filters.items()) {
      Optional<String> text = filter.get("Pattern").text();
      if (text.isEmpty()) {
        notes.add("A pattern of the filter is not known before a deployment.");
        return new FilterReading(List.of());
      }
      try {
        ways.addAll(FilterPattern.ways(Json.parse(text.get())));
      } catch (JsonProcessingException e) {
        notes.add("A pattern of the filter is not JSON.");
      }
    }
    FilterReading filter = new FilterReading(ways);
    filter.add(readings, message);
    return filter;
  }

  private Optional<LambdaFunction> function() {
    return template.find(pipe.property("Enrichment")).flatMap(Declaration::function);
  }

  private Optional<Path> transform() {
    return function()
        .filter(function -> function.transformText().isPresent())
        .map(function -> function.root().resolve(function.environment().get("TRANSFORM")));
  }

  private FollowedValue enriched(FollowedValue record, FilterReading filter) {
    Optional<String> input = template("EnrichmentParameters");
    FollowedValue item =
        input
            .<FollowedValue>map(text ->
                new TemplateFollower(record, readings, "the enrichment's InputTemplate")
                    .follow(text))
            .orElse(record);
    Optional<FollowedValue> byMachine = byMachine(item);
    if (byMachine.isPresent()) {
      return byMachine.get();
    }
    Optional<Path> transform = transform();
    if (transform.isEmpty() || !Files.isRegularFile(transform.get())) {
      notes.add(
          "What the enrichment reads and gives is not known: it does not evaluate a transform of"
              + " this project.");
      readings.whole(item, Use.COMPUTED, "the enrichment");
      return FollowedValue.UNKNOWN;
    }
    FollowedValue event = opened(event(item), function().orElseThrow());
    return JsltFollower.follow(transform.get(), upcast(event, transform.get(), filter), readings);
  }

  /** A state machine takes the batch, and gives an array whose items go on. */
  private Optional<FollowedValue> byMachine(FollowedValue item) {
    FollowedValue batch = new FollowedValue.BuiltList(List.of(item));
    return stateMachine("Enrichment")
        .flatMap(MachineDefinition::property)
        .map(definition ->
            new MachineFollower(readings, FollowedValue.UNKNOWN).follow(definition, batch))
        .map(FollowedValue::item);
  }

  /** The handler takes the body of a record, and any other item as it is. */
  private static FollowedValue event(FollowedValue item) {
    return item instanceof FollowedValue.Built built && built.keys().containsKey("body")
        ? built.get("body")
        : item;
  }

  private FollowedValue opened(FollowedValue event, LambdaFunction function) {
    FollowedValue opened = event;
    for (String layer : function.environment().getOrDefault("ENVELOPE", "auto").split(",")) {
      switch (layer.strip()) {
        case "eventbridge" -> opened = opened.get("detail");
        case "s3" -> opened = opened.get("Records").item();
        case "sns", "auto", "body", "" -> {}
        default -> notes.add("ENVELOPE " + layer.strip() + " is not followed.");
      }
    }
    return opened;
  }

  /** An event of an older version is read as its files upgrade it. */
  private FollowedValue upcast(FollowedValue event, Path transform, FilterReading filter) {
    FollowedValue any = event;
    for (VersionFiles chain : VersionFiles.beside(transform)) {
      if (!filter.mayBeOfType(chain.type())) {
        continue;
      }
      String place = "the versions of " + chain.type();
      readings.whole(event.get("detail-type"), Use.SELECTION, place);
      readings.whole(event.get("detail").get("metadata").get("version"), Use.SELECTION, place);
      for (int version : chain.versions()) {
        List<FollowedValue> newest = new ArrayList<>();
        String condition = "if it is version " + version + " of " + chain.type();
        readings.under(condition, () -> newest.add(chain.upcast(version, event, readings)));
        any = new FollowedValue.Branches(condition, newest.getFirst(), "", any);
      }
    }
    return any;
  }

  static FollowedValue body() {
    return EVENT;
  }
}

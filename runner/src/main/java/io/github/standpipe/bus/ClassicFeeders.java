package io.github.standpipe.bus;

import io.github.standpipe.bus.ClassicRule.RuleTarget;
import io.github.standpipe.enrich.Fault;
import io.github.standpipe.pipe.Warning;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the rules and archives of Classic buses. */
record ClassicFeeders(Template template, Reading reading) {
  private static final int MOST_TARGETS = 5;

  /** Stands for a bus whose name is not known here. */
  static final String UNKNOWN_BUS = "unknown";

  /** The rules by bus; the default bus is there if a rule is on it. */
  Map<String, List<ClassicRule>> buses() {
    Map<String, List<ClassicRule>> buses = new LinkedHashMap<>();
    declared("AWS::Events::EventBus")
        .flatMap(bus -> reading.of(bus::arn))
        .forEach(arn -> buses.put(arn, new ArrayList<>()));
    declared("AWS::Events::Rule")
        .flatMap(one -> reading.of(() -> rule(one)))
        .forEach(rule -> buses.computeIfAbsent(rule.busArn(), arn -> new ArrayList<>()).add(rule));
    return buses;
  }

  List<EventArchive> archives() {
    return declared("AWS::Events::Archive").map(this::archive).toList();
  }

  private Stream<FeederResource> declared(String type) {
    return template.declarations(type).stream().map(FeederResource::new);
  }

  private EventArchive archive(FeederResource archive) {
    String name = archive.text("ArchiveName").orElse(archive.resource().logicalId());
    return new EventArchive(
        name,
        archive.arn("archive/" + name),
        archive.requiredText(archive.property("SourceArn"), "SourceArn"),
        archive.where(),
        archive
            .json("EventPattern")
            .map(text -> PatternDialect.CLASSIC.parse(text, archive.where()).pattern()));
  }

  private ClassicRule rule(FeederResource rule) {
    String bus =
        reading
            .of(() -> rule.text("EventBusName").orElse("default"))
            .findFirst()
            .orElse(UNKNOWN_BUS);
    String busName = bus.substring(bus.lastIndexOf('/') + 1);
    String busArn = bus.startsWith("arn:") ? bus : rule.arn("event-bus/" + bus);
    String end = busName.equals("default") ? rule.name() : busName + "/" + rule.name();
    Optional<PatternDialect.DialectPattern> pattern =
        rule.json("EventPattern").map(text -> PatternDialect.CLASSIC.parse(text, rule.where()));
    boolean scheduled = !rule.property("ScheduleExpression").isAbsent();
    if (pattern.isEmpty() && !scheduled) {
      throw new Fault(rule.where(), "has no EventPattern and no ScheduleExpression; write one");
    }
    List<Warning> warnings =
        new ArrayList<>(pattern.map(PatternDialect.DialectPattern::warnings).orElse(List.of()));
    return new ClassicRule(
        rule.name(),
        rule.arn("rule/" + end),
        busArn,
        rule.where(),
        !rule.text("State").orElse("ENABLED").equals("DISABLED"),
        pattern.map(PatternDialect.DialectPattern::pattern),
        scheduled,
        targets(rule),
        warnings);
  }

  private List<RuleTarget> targets(FeederResource rule) {
    List<RuleTarget> targets = new ArrayList<>();
    for (Property target : rule.property("Targets").items()) {
      reading.of(() -> target(rule, target)).forEach(targets::add);
    }
    if (targets.size() > MOST_TARGETS) {
      throw new Fault(rule.where(), "has " + targets.size() + " targets; a rule takes at most 5");
    }
    return targets;
  }

  private RuleTarget target(FeederResource rule, Property target) {
    String id = rule.requiredText(target.get("Id"), "Id");
    String where = target.valueAt().where() + ": " + rule.resource().logicalId();
    Property retry = target.get("RetryPolicy");
    return new RuleTarget(
        id,
        rule.requiredText(target.get("Arn"), "Arn"),
        input(rule, target, id, where),
        rule.text(target.get("SqsParameters").get("MessageGroupId"), "MessageGroupId")
            .map(group -> MessageGroup.parse(group, where)),
        new RetryPolicy(
            rule.whole(retry.get("MaximumRetryAttempts"), RetryPolicy.CLASSIC.attempts()),
            rule.whole(retry.get("MaximumEventAgeInSeconds"), RetryPolicy.CLASSIC.ageSeconds())),
        rule.text(target.get("DeadLetterConfig").get("Arn"), "DeadLetterConfig.Arn"));
  }

  private static TargetInput input(FeederResource rule, Property target, String id, String where) {
    Property transformer = target.get("InputTransformer");
    Optional<String> constant = rule.text(target.get("Input"), "Input");
    Optional<String> path = rule.text(target.get("InputPath"), "InputPath");
    long given =
        Stream.of(constant.isPresent(), path.isPresent(), !transformer.isAbsent())
            .filter(is -> is)
            .count();
    if (given > 1) {
      throw new Fault(
          where,
          "Only one of Input, InputPath, or InputTransformer must be provided for target "
              + id
              + ".");
    }
    if (!transformer.isAbsent()) {
      return new TargetInput.ByTemplate(transformer(rule, transformer, id, where));
    }
    return constant
        .<TargetInput>map(text -> TargetInput.Constant.parse(text, where))
        .or(() -> path.map(text -> new TargetInput.AtPath(EventPath.parse(text, where), where)))
        .orElseGet(TargetInput.Whole::new);
  }

  private static InputTransformer transformer(
      FeederResource rule, Property transformer, String id, String where) {
    Property map = transformer.get("InputPathsMap");
    Map<String, String> paths = new LinkedHashMap<>();
    map.keys().forEach(key -> paths.put(key, rule.requiredText(map.get(key), key)));
    return InputTransformer.parse(
        paths, rule.requiredText(transformer.get("InputTemplate"), "InputTemplate"), id, where);
  }
}

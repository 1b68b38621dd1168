package io.github.standpipe.internal.bus;

import io.github.standpipe.internal.bus.BusTrace.Decision;
import io.github.standpipe.internal.bus.ClassicRule.RuleTarget;
import io.github.standpipe.json.Fault;
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

  /** Stands for a bus with an unknown name. */
  static final String UNKNOWN_BUS = "unknown";

  /** The rules by bus; the default bus is there if a rule is on it. */
  ByName<Listeners<ClassicRule, ClassicEvent>> buses() {
    FeederResources buses = new FeederResources(template, "AWS::Events::EventBus");
    ListenersByBus<ClassicRule, ClassicEvent> rules =
        new ListenersByBus<>(reading, new ClassicRuleReader());
    buses.arns().forEach(rules::bus);
    FeederResources written = new FeederResources(template, "AWS::Events::Rule");
    written.all().forEach(rules::add);
    written.absent().forEach(rules::addAbsent);
    return rules.byName(buses.unread(), arn -> all -> all);
  }

  List<EventArchive> archives() {
    return new FeederResources(template, "AWS::Events::Archive")
        .all().stream().map(this::archive).toList();
  }

  private final class ClassicRuleReader
      implements ListenersByBus.Reader<ClassicRule, ClassicEvent> {
    @Override
    public String bus(FeederResource rule) {
      return busArn(rule);
    }

    @Override
    public ClassicRule listener(FeederResource rule) {
      return rule(rule);
    }

    @Override
    public Decision decide(FeederResource rule, ClassicEvent event) {
      return ClassicBus.decide(isEnabled(rule), pattern(rule).map(p -> p.pattern()), event);
    }
  }

  private String busArn(FeederResource rule) {
    String bus =
        reading
            .of(() -> rule.text("EventBusName").orElse("default"))
            .findFirst()
            .orElse(UNKNOWN_BUS);
    return bus.startsWith("arn:") ? bus : rule.arn("event-bus/" + bus);
  }

  private static boolean isEnabled(FeederResource rule) {
    return !rule.text("State").orElse("ENABLED").equals("DISABLED");
  }

  private static Optional<PatternDialect.DialectPattern> pattern(FeederResource rule) {
    return rule.json("EventPattern").map(text -> PatternDialect.CLASSIC.parse(text, rule.where()));
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
    String busArn = busArn(rule);
    String busName = busArn.replaceFirst("^.*?:event-bus/", ""); // a partner's has slashes
    String end = busName.equals("default") ? rule.name() : busName + "/" + rule.name();
    Optional<PatternDialect.DialectPattern> pattern = pattern(rule);
    boolean scheduled = !rule.property("ScheduleExpression").isAbsent();
    if (pattern.isEmpty() && !scheduled) {
      throw new Fault(rule.where(), "has no EventPattern and no ScheduleExpression; write one");
    }
    List<Warning> warnings =
        new ArrayList<>(pattern.map(PatternDialect.DialectPattern::warnings).orElse(List.of()));
    rule.undecided().ifPresent(warnings::add);
    return new ClassicRule(
        rule.name(),
        rule.arn("rule/" + end),
        busArn,
        rule.where(),
        isEnabled(rule),
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
      throw new Fault(
          rule.where(), "has " + targets.size() + " targets; a rule supports at most 5");
    }
    return targets;
  }

  private RuleTarget target(FeederResource rule, Property target) {
    String id = rule.requiredText(target.get("Id"), "Id");
    String where = target.valueAt().where() + ": " + rule.resource().logicalId();
    Property retry = target.get("RetryPolicy");
    return new RuleTarget(
        id,
        reading.target(rule, target.get("Arn"), "Arn"),
        input(rule, target, id, where),
        reading
            .optional(
                () ->
                    rule.text(target.get("SqsParameters").get("MessageGroupId"), "MessageGroupId"),
                Optional.of("unknown"))
            .map(group -> MessageGroup.parse(group, where)),
        new RetryPolicy(
            rule.whole(retry.get("MaximumRetryAttempts"), RetryPolicy.CLASSIC.attempts()),
            rule.whole(retry.get("MaximumEventAgeInSeconds"), RetryPolicy.CLASSIC.ageSeconds())),
        reading.optional(
            () -> rule.text(target.get("DeadLetterConfig").get("Arn"), "DeadLetterConfig.Arn"),
            Optional.empty()));
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

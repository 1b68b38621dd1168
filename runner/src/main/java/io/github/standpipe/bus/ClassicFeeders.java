package io.github.standpipe.bus;

import io.github.standpipe.bus.BusTrace.Decision;
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
record ClassicFeeders(Template template) {
  private static final int MOST_TARGETS = 5;

  /** The rules by bus; the default bus is there if a rule is on it. */
  ByName<Listeners<ClassicRule, ClassicEvent>> buses() {
    FeederResources buses = new FeederResources(template, "AWS::Events::EventBus");
    ListenersByBus<ClassicRule, ClassicEvent> rules = new ListenersByBus<>();
    buses.arns().forEach(rules::bus);
    FeederResources written = new FeederResources(template, "AWS::Events::Rule");
    written.all().forEach(rule -> rules.add(rule, READER));
    written.absent().forEach(rule -> rules.addAbsent(rule, READER));
    return rules.byName(buses.unread(), arn -> all -> all);
  }

  List<EventArchive> archives() {
    return new FeederResources(template, "AWS::Events::Archive")
        .all().stream().map(this::archive).toList();
  }

  private static final ListenersByBus.Reader<ClassicRule, ClassicEvent> READER =
      new ListenersByBus.Reader<>() {
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
      };

  private static String busArn(FeederResource rule) {
    String bus = rule.text("EventBusName").orElse("default");
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

  private static ClassicRule rule(FeederResource rule) {
    String busArn = busArn(rule);
    String busName = busArn.substring(busArn.lastIndexOf('/') + 1);
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

  private static List<RuleTarget> targets(FeederResource rule) {
    List<RuleTarget> targets = new ArrayList<>();
    for (Property target : rule.property("Targets").items()) {
      targets.add(target(rule, target));
    }
    if (targets.size() > MOST_TARGETS) {
      throw new Fault(rule.where(), "has " + targets.size() + " targets; a rule takes at most 5");
    }
    return targets;
  }

  private static RuleTarget target(FeederResource rule, Property target) {
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

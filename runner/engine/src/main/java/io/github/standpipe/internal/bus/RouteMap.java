package io.github.standpipe.internal.bus;

import io.github.standpipe.json.Fault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The rules, subscribers and subscriptions of a template that lead to each queue. */
public final class RouteMap {
  private final FeederParts parts;

  /** An edge from a route to its destination. */
  private record Way(String where, String target) {}

  RouteMap(FeederParts parts) {
    this.parts = parts;
  }

  /** The places of the routes that lead to a queue, including through topics and other buses. */
  public Set<String> leadingTo(String queueArn) {
    Set<String> leading = new LinkedHashSet<>();
    List<Way> all = new ArrayList<>();
    readable(() -> parts.buses().read().keySet()).forEach(arn -> all.addAll(ways(arn)));
    readable(() -> parts.customBuses().read().keySet()).forEach(arn -> all.addAll(ways(arn)));
    readable(() -> parts.topics().read().keySet()).forEach(arn -> all.addAll(ways(arn)));
    readable(() -> parts.buckets().read().values()).forEach(bucket -> all.addAll(ways(bucket)));
    readable(() -> parts.schedules().read().values())
        .forEach(one -> all.add(new Way(one.where(), one.queue(parts.queuesByUrl()))));
    for (Way way : all) {
      if (leads(way.target(), queueArn, new HashSet<>())) {
        leading.add(way.where());
      }
    }
    return leading;
  }

  /**
   * The place of each route of a trace. A bucket has one for each of its notifications, all of
   * which stand at one place in the template.
   */
  public List<String> places(BusTrace trace) {
    List<Way> notifications =
        readable(() -> parts.buckets().read().values()).stream()
            .filter(bucket -> trace.on().equals("bucket " + bucket.bucket()))
            .flatMap(bucket -> ways(bucket).stream())
            .toList();
    return IntStream.range(0, trace.routes().size())
        .mapToObj(i ->
            i < notifications.size() ? notifications.get(i).where() : trace.routes().get(i).where())
        .toList();
  }

  /** In the order of the routes that a change of an object has. */
  private List<Way> ways(ObjectNotifications bucket) {
    List<Way> ways = new ArrayList<>();
    for (ObjectNotifications.Configuration one : bucket.configurations()) {
      ways.add(new Way(bucket.where() + " " + one.describe(), one.arn()));
    }
    if (bucket.eventBridge()) {
      readable(() -> parts.buses().read().keySet()).stream()
          .filter(arn -> arn.endsWith(":event-bus/default"))
          .forEach(arn -> ways.add(new Way(bucket.where() + " EventBridge", arn)));
    }
    return ways;
  }

  /** The input transformers of a rule's targets; none for what is not a rule. */
  public List<InputTransformer> transformers(String where) {
    List<InputTransformer> transformers = new ArrayList<>();
    for (ClassicRule rule :
        readable(() ->
            parts.buses().read().values().stream()
                .flatMap(rules -> rules.read().stream())
                .toList())) {
      if (rule.where().equals(where)) {
        for (ClassicRule.RuleTarget target : rule.targets()) {
          if (target.input() instanceof TargetInput.ByTemplate(InputTransformer transformer)) {
            transformers.add(transformer);
          }
        }
      }
    }
    return transformers;
  }

  private boolean leads(String arn, String queueArn, Set<String> before) {
    return arn.equals(queueArn)
        || before.add(arn)
            && ways(arn).stream().anyMatch(way -> leads(way.target(), queueArn, before));
  }

  /** The routes from a bus or a topic; none from anything else. */
  private List<Way> ways(String arn) {
    List<Way> ways = new ArrayList<>();
    readable(() -> parts.buses().known(arn).map(Listeners::read).orElse(List.of()))
        .forEach(rule -> rule.targets().forEach(to -> ways.add(new Way(rule.where(), to.arn()))));
    readable(() ->
            parts.customBuses().known(arn).map(bus -> bus.subscribers().read()).orElse(List.of()))
        .forEach(to -> ways.add(new Way(to.where(), to.targetArn())));
    readable(() ->
            parts.topics().known(arn).map(topic -> topic.subscriptions().read()).orElse(List.of()))
        .forEach(to -> ways.add(new Way(to.where(), to.endpoint())));
    return ways;
  }

  /** Empty for a part of the template that cannot be read. */
  private static <T> Collection<T> readable(Supplier<? extends Collection<T>> part) {
    try {
      return part.get();
    } catch (Fault e) {
      return List.of();
    }
  }
}

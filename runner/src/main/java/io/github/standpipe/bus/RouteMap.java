package io.github.standpipe.bus;

import io.github.standpipe.enrich.Fault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Which rules, subscribers and subscriptions of a template lead to which queues. */
public final class RouteMap {
  private final FeederParts parts;

  /** A way from a route to what it sends to. */
  private record Way(String where, String target) {}

  RouteMap(FeederParts parts) {
    this.parts = parts;
  }

  /** The places of the routes that lead to a queue, also by way of topics and other buses. */
  public Set<String> leadingTo(String queueArn) {
    Set<String> leading = new LinkedHashSet<>();
    List<Way> all = new ArrayList<>();
    readable(() -> parts.buses().keySet()).forEach(arn -> all.addAll(ways(arn)));
    readable(() -> parts.customBuses().keySet()).forEach(arn -> all.addAll(ways(arn)));
    readable(() -> parts.topics().keySet()).forEach(arn -> all.addAll(ways(arn)));
    for (Way way : all) {
      if (leads(way.target(), queueArn, new HashSet<>())) {
        leading.add(way.where());
      }
    }
    return leading;
  }

  /** The input transformers of a rule's targets; none for what is not a rule. */
  public List<InputTransformer> transformers(String where) {
    List<InputTransformer> transformers = new ArrayList<>();
    for (ClassicRule rule :
        readable(() -> parts.buses().values().stream().flatMap(List::stream).toList())) {
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

  /** What leads on from a bus or a topic; nothing from anything else. */
  private List<Way> ways(String arn) {
    List<Way> ways = new ArrayList<>();
    readable(() -> parts.buses().getOrDefault(arn, List.of()))
        .forEach(rule -> rule.targets().forEach(to -> ways.add(new Way(rule.where(), to.arn()))));
    readable(
            () -> {
              CustomFeeders.BusSubscribers bus = parts.customBuses().get(arn);
              return bus == null ? List.<Subscriber>of() : bus.subscribers();
            })
        .forEach(to -> ways.add(new Way(to.where(), to.targetArn())));
    readable(
            () -> {
              SnsTopic topic = parts.topics().get(arn);
              return topic == null ? List.<SnsTopic.Subscription>of() : topic.subscriptions();
            })
        .forEach(to -> ways.add(new Way(to.where(), to.endpoint())));
    return ways;
  }

  /** Nothing for a part of the template that cannot be read. */
  private static <T> Collection<T> readable(Supplier<? extends Collection<T>> part) {
    try {
      return part.get();
    } catch (Fault e) {
      return List.of();
    }
  }
}

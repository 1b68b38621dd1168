package io.github.standpipe.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The condition of a nested stack, without which nothing in it exists.
 *
 * @param stack the name of the condition
 * @param sections the sections of the whole template
 */
record StackCondition(Value stack, Map<String, Map<String, Value.Entry>> sections) {

  /** Adds the condition to resources of the stack. */
  void require(List<String> resources) {
    Map<String, Value.Entry> all = sections.getOrDefault("Resources", Map.of());
    for (String id : resources) {
      Value.Entry entry = all.get(id);
      if (entry != null && entry.value() instanceof Value.Mapping body) {
        Map<String, Value.Entry> more = new LinkedHashMap<>(body.entries());
        Value both = body.get("Condition").map(this::with).orElse(stack);
        more.put("Condition", new Value.Entry(stack.at(), both));
        all.put(id, new Value.Entry(entry.at(), new Value.Mapping(more, body.at())));
      }
    }
  }

  /** The name of a condition that holds if another one and that of the stack do. */
  private Value with(Value own) {
    if (!(own instanceof Value.Scalar one && stack instanceof Value.Scalar outer)) {
      return own;
    }
    String name = outer.text() + " and " + one.text();
    Value both =
        new Value.Call(
            "Fn::And",
            new Value.Sequence(List.of(reference(outer), reference(one)), own.at()),
            own.at());
    sections
        .getOrDefault("Conditions", new LinkedHashMap<>())
        .put(name, new Value.Entry(own.at(), both));
    return new Value.Scalar(name, own.at());
  }

  private static Value reference(Value.Scalar condition) {
    return new Value.Mapping(
        Map.of("Condition", new Value.Entry(condition.at(), condition)), condition.at());
  }
}

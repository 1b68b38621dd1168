package io.github.standpipe.internal.mutation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A definition in a form that is the same for texts that mean the same: without comments, defaults,
 * states that nothing leads to, rules that lead where the default leads, and retriers that do not
 * retry.
 */
final class MachineForm {
  private static final Map<String, String> DEFAULTS =
      Map.of("InputPath", "$", "OutputPath", "$", "ResultPath", "$", "ItemsPath", "$");

  private MachineForm() {}

  static boolean isSame(String one, String other) {
    try {
      return of(Json.parse(one)).equals(of(Json.parse(other)));
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static JsonNode of(JsonNode flow) {
    if (!(flow instanceof ObjectNode written)) {
      return flow;
    }
    ObjectNode form = written.deepCopy();
    form.remove("Comment");
    ObjectNode states = form.putObject("States");
    Set<String> reached = reached(written);
    written
        .path("States")
        .forEachEntry((name, state) -> {
          if (reached.contains(name) && state instanceof ObjectNode one) {
            states.set(name, state(one));
          }
        });
    return form;
  }

  private static JsonNode state(ObjectNode written) {
    ObjectNode state = written.deepCopy();
    state.remove("Comment");
    DEFAULTS.forEach((key, value) -> {
      if (state.path(key).asText().equals(value)) {
        state.remove(key);
      }
    });
    if (state.get("Choices") instanceof ArrayNode rules) {
      withoutIdleRules(state, rules);
    }
    state.path("Catch").forEach(MachineForm::withoutDefault);
    if (state.get("Retry") instanceof ArrayNode retriers) {
      withoutIdleRetriers(state, retriers);
    }
    for (String inner : List.of("ItemProcessor", "Iterator")) {
      if (state.has(inner)) {
        state.set(inner, of(state.get(inner)));
      }
    }
    if (state.get("Branches") instanceof ArrayNode branches) {
      ArrayNode forms = state.putArray("Branches");
      branches.forEach(branch -> forms.add(of(branch)));
    }
    return state;
  }

  private static void withoutDefault(JsonNode handler) {
    if (handler instanceof ObjectNode one && one.path("ResultPath").asText().equals("$")) {
      one.remove("ResultPath");
    }
  }

  private static void withoutIdleRules(ObjectNode state, ArrayNode rules) {
    String otherwise = state.path("Default").asText();
    while (!rules.isEmpty() && isIdle(rules.get(rules.size() - 1), otherwise)) {
      rules.remove(rules.size() - 1);
    }
  }

  private static boolean isIdle(JsonNode rule, String otherwise) {
    return !otherwise.isEmpty()
        && rule.path("Next").asText().equals(otherwise)
        && !rule.has("Assign")
        && !rule.has("Output")
        && !rule.has("Condition");
  }

  private static void withoutIdleRetriers(ObjectNode state, ArrayNode retriers) {
    retriers.forEach(retrier -> {
      if (retrier instanceof ObjectNode one && !one.has("MaxAttempts")) {
        one.put("MaxAttempts", 3);
      }
    });
    while (!retriers.isEmpty()
        && retriers.get(retriers.size() - 1).path("MaxAttempts").asInt(1) == 0) {
      retriers.remove(retriers.size() - 1);
    }
    if (retriers.isEmpty()) {
      state.remove("Retry");
    }
  }

  private static Set<String> reached(JsonNode flow) {
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(flow.path("StartAt").asText()));
    while (!open.isEmpty()) {
      String name = open.pop();
      if (reached.add(name)) {
        JsonNode state = flow.path("States").path(name);
        open.push(state.path("Next").asText());
        open.push(state.path("Default").asText());
        state.path("Choices").forEach(rule -> open.push(rule.path("Next").asText()));
        state.path("Catch").forEach(one -> open.push(one.path("Next").asText()));
      }
    }
    return reached;
  }
}

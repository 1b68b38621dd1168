package io.github.standpipe.internal.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** State machines that take events apart, in both languages. */
final class RandomDefinitions {
  private static final String[] KEYS = {"a", "b", "c", "list", "n", "text"};

  private final Random random;
  private final boolean jsonata;
  private int names;

  RandomDefinitions(long seed) {
    random = new Random(seed);
    jsonata = seed % 2 == 1;
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private String key() {
    return KEYS[random.nextInt(KEYS.length)];
  }

  ObjectNode machine() {
    ObjectNode machine =
        flow(List.of("[0]", "[1]", "[0]", "[0]", "[1]", "[0]", "[1]", "[1]", ""), 2, true);
    return jsonata ? machine.put("QueryLanguage", "JSONata") : machine;
  }

  /**
   * A flow of some states.
   *
   * @param known what its input is likely to have, behind its root
   */
  private ObjectNode flow(List<String> known, int depth, boolean isArray) {
    ObjectNode flow = Json.object();
    ObjectNode states = Json.object();
    List<String> at = known;
    boolean array = isArray;
    int length = 1 + random.nextInt(4);
    String name = name();
    flow.put("StartAt", name);
    for (int i = 0; i < length; i++) {
      String next = i == length - 1 ? "" : name();
      ObjectNode state = states.putObject(name);
      switch (random.nextInt(depth > 0 ? 6 : 3)) {
        case 0 -> task(state, at, array);
        case 1 -> {
          at = pass(state, at);
          array = false;
        }
        case 2 -> choice(state, at, states, next);
        case 3, 4 -> map(state, at, depth, array);
        default -> parallel(state, at, depth, array);
      }
      if (!state.path("Type").asText().equals("Choice")) {
        link(state, next);
      }
      name = next;
    }
    flow.set("States", states);
    return flow;
  }

  private String name() {
    return "S" + names++;
  }

  private static void link(ObjectNode state, String next) {
    if (next.isEmpty()) {
      state.put("End", true);
    } else {
      state.put("Next", next);
    }
  }

  private String path(List<String> known) {
    String from = known.get(random.nextInt(known.size()));
    boolean goesOn = chance(94) && !from.isEmpty();
    String root = jsonata ? "$states.input" : "$";
    return root + from + (goesOn ? "." + key() + (chance(8) ? "." + key() : "") : "");
  }

  private void field(ObjectNode object, String key, List<String> known) {
    String path = path(known);
    if (jsonata) {
      String text =
          switch (random.nextInt(5)) {
            case 0 -> "$exists(" + path + ") ? " + path(known) + " : 'none'";
            case 1 -> "$string(" + path + ")";
            case 2 -> "[" + path + "]";
            default -> "[" + path + "][0]";
          };
      object.put(key, "{% " + (chance(30) ? path : text) + " %}");
    } else {
      object.put(key + ".$", chance(20) ? "States.JsonToString(" + path + ")" : path);
    }
  }

  private void task(ObjectNode state, List<String> known, boolean array) {
    state
        .put("Type", "Task")
        .put("Resource", "arn:aws:lambda:eu-central-1:123456789012:function:f");
    if (chance(96)) {
      ObjectNode sent = state.putObject(jsonata ? "Arguments" : "Parameters");
      field(sent, "x", known);
      field(sent.putObject("deep"), "y", known);
    }
    if (jsonata) {
      state.put("Output", "{% $states.input %}");
    } else if (array || chance(50)) {
      state.putNull("ResultPath");
    } else {
      state.put("ResultPath", "$.r");
    }
  }

  private List<String> pass(ObjectNode state, List<String> known) {
    state.put("Type", "Pass");
    ObjectNode made = state.putObject(jsonata ? "Output" : "Parameters");
    field(made, "p", known);
    field(made.putObject("q"), "z", known);
    return List.of(".p", ".q.z");
  }

  private void choice(ObjectNode state, List<String> known, ObjectNode states, String next) {
    state.put("Type", "Choice");
    String other = name();
    ObjectNode rule = state.putArray("Choices").addObject();
    String path = path(known.stream().filter(one -> !one.isEmpty()).toList());
    if (jsonata) {
      boolean asks = chance(50);
      rule.put("Condition", "{% " + (asks ? "$exists(" + path + ")" : path + " = 'w1'") + " %}");
    } else {
      List<ObjectNode> all = new ArrayList<>();
      all.add(Json.object().put("Variable", path).put("IsPresent", true));
      all.add(Json.object().put("Variable", path).put("StringEquals", "w1"));
      rule.putArray("And").addAll(all);
    }
    rule.put("Next", other);
    task(states.putObject(other), known, true);
    link((ObjectNode) states.get(other), next);
    if (next.isEmpty()) {
      String last = name();
      state.put("Default", last);
      states.putObject(last).put("Type", "Succeed");
    } else {
      state.put("Default", next);
    }
  }

  private void map(ObjectNode state, List<String> known, int depth, boolean array) {
    state.put("Type", "Map");
    boolean isAll = array && chance(70);
    String items = isAll ? "" : known.getFirst() + ".list";
    if (jsonata) {
      state.put("Items", "{% $states.input" + items + " %}");
      state.put("Output", "{% $states.input %}");
    } else {
      state.put("ItemsPath", "$" + items);
      state.putNull("ResultPath");
    }
    List<String> inside = List.of(".a", ".b", ".c", ".n");
    if (chance(25)) {
      ObjectNode selected = state.putObject("ItemSelector");
      String item = jsonata ? "{% $states.context.Map.Item.Value %}" : "$$.Map.Item.Value";
      selected.put(jsonata ? "e" : "e.$", item);
      field(selected, "top", known);
      inside = List.of(".e", ".e.b", ".e.c", ".top");
    }
    state.set("ItemProcessor", flow(inside, depth - 1, false));
  }

  private void parallel(ObjectNode state, List<String> known, int depth, boolean array) {
    state.put("Type", "Parallel");
    state.putArray("Branches").add(flow(known, depth - 1, array)).add(flow(known, 0, array));
    if (jsonata) {
      state.put("Output", "{% $states.input %}");
    } else {
      state.putNull("ResultPath");
    }
  }
}

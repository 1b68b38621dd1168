package io.github.standpipe.internal.filters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Random events near the boundaries of some patterns: the literals at a path, values beside them,
 * absence, several values and elements of arrays. It knows nothing of the algebra.
 */
final class AimedEvents {
  private final Random random;
  private final EventKind kind;
  private final Map<String, List<JsonNode>> values = new LinkedHashMap<>();

  AimedEvents(Random random, EventKind kind, List<JsonNode> patterns) {
    this.random = random;
    this.kind = kind;
    Map<String, Set<JsonNode>> literals = new LinkedHashMap<>();
    patterns.forEach(pattern -> collect("", pattern, literals));
    literals.forEach((path, there) -> values.put(path, around(there)));
  }

  private static void collect(String path, JsonNode node, Map<String, Set<JsonNode>> literals) {
    for (var field : node.properties()) {
      String below = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      if (field.getKey().equals("$or")) {
        field.getValue().forEach(branch -> collect(path, branch, literals));
      } else if (field.getValue().isObject()) {
        collect(below, field.getValue(), literals);
      } else {
        Set<JsonNode> there = literals.computeIfAbsent(below, p -> new LinkedHashSet<>());
        field.getValue().forEach(matcher -> scalars(matcher, there));
      }
    }
  }

  private static void scalars(JsonNode matcher, Set<JsonNode> into) {
    if (matcher.isContainerNode()) {
      matcher.forEach(below -> scalars(below, into));
    } else {
      into.add(matcher);
    }
  }

  private List<JsonNode> around(Set<JsonNode> literals) {
    Set<String> texts = new LinkedHashSet<>(List.of("\"\"", "null", "true", "false", "7", "\"q\""));
    List<String> strings = new ArrayList<>(List.of("q"));
    for (JsonNode literal : literals) {
      texts.add(Json.text(literal));
      if (literal.isNumber()) {
        BigDecimal number = literal.decimalValue();
        double exact = number.doubleValue();
        texts.add(number.add(BigDecimal.ONE).toString());
        texts.add(number.subtract(new BigDecimal("0.5")).toString());
        texts.add(String.valueOf(Math.nextUp(exact)));
        texts.add(String.valueOf(Math.nextDown(exact)));
        texts.add(number.toPlainString() + (number.scale() > 0 ? "0" : ".0"));
        texts.add("\"" + number + "\"");
      } else if (literal.isTextual()) {
        strings.add(literal.textValue());
      }
    }
    for (String one : strings) {
      String plain = one.replaceFirst("/\\d+$", "").replace("*", random.nextBoolean() ? "" : "q");
      for (String other : strings) {
        add(plain + other.replace("*", ""), texts);
      }
      add(plain + "q", texts);
      add("q" + plain, texts);
      add(plain, texts);
      add(plain.toUpperCase(Locale.ROOT), texts);
      add(plain.toLowerCase(Locale.ROOT), texts);
      add(plain.isEmpty() ? "" : plain.substring(1), texts);
      add(plain.isEmpty() ? "" : plain.substring(0, plain.length() - 1), texts);
      add(plain.replaceFirst("\\d$", "255"), texts);
      add(plain.replaceFirst("\\d$", "2"), texts);
    }
    return texts.stream().map(AimedEvents::json).toList();
  }

  private static void add(String text, Set<String> texts) {
    ArrayNode one = Json.array().add(text);
    texts.add(Json.text(one.get(0)));
  }

  private static JsonNode json(String text) {
    try {
      return Json.parse(text.replaceFirst("^(-?)\\.", "$10."));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(text, e);
    }
  }

  JsonNode next() {
    boolean arrays = random.nextInt(3) == 0;
    boolean isText = kind == EventKind.RECORD && values.containsKey("body") && random.nextBoolean();
    ObjectNode event = Json.object();
    values.forEach((path, there) -> {
      boolean fits = !path.equals("body") || isText;
      if (fits && !(isText && path.startsWith("body.")) && random.nextInt(4) > 0) {
        put(event, List.of(path.split("\\.")), there, arrays);
      }
    });
    complete(event, isText);
    return event;
  }

  /** What each event of the kind has, and what it never has. */
  private void complete(ObjectNode event, boolean isText) {
    if (kind == EventKind.RECORD) {
      event.retain("body", "attributes");
      if (!isText && !event.has("body")) {
        event.putObject("body");
      } else if (isText && (!event.path("body").isTextual() || isJson(event.get("body")))) {
        event.put("body", "q");
      }
      event.path("attributes").properties().forEach(one -> one.setValue(text(one.getValue())));
    }
    for (String key : List.of("source", "detail-type")) {
      if (kind == EventKind.ENVELOPE) {
        event.set(key, text(event.path(key)));
      }
    }
    if (kind == EventKind.ENVELOPE && !event.path("detail").isObject()) {
      event.putObject("detail");
    }
  }

  private static boolean isJson(JsonNode text) {
    try {
      Json.parse(text.textValue());
      return true;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private JsonNode text(JsonNode value) {
    return value.isTextual() ? value : json("\"q\"");
  }

  private void put(ObjectNode object, List<String> keys, List<JsonNode> there, boolean arrays) {
    String key = keys.getFirst();
    boolean isEnvelope =
        kind != EventKind.OBJECT && (key.equals("detail") || key.equals("attributes"));
    boolean makesArray = arrays && !isEnvelope && random.nextInt(2) == 0;
    JsonNode now = object.path(key);
    if (keys.size() == 1) {
      JsonNode value = there.get(random.nextInt(there.size()));
      object.set(key, now.isMissingNode() && !makesArray ? value : array(now).add(value));
      if (makesArray && random.nextInt(3) == 0) {
        array(now).add(there.get(random.nextInt(there.size())));
      }
      return;
    }
    ObjectNode below;
    if (now instanceof ObjectNode one && !makesArray) {
      below = one;
    } else if (now.isMissingNode() && !makesArray) {
      below = object.putObject(key);
    } else {
      ArrayNode all = array(now);
      object.set(key, all);
      JsonNode some = all.isEmpty() ? Json.array() : all.get(random.nextInt(all.size()));
      below = some instanceof ObjectNode one && random.nextBoolean() ? one : all.addObject();
    }
    put(below, keys.subList(1, keys.size()), there, arrays);
  }

  private static ArrayNode array(JsonNode now) {
    if (now instanceof ArrayNode there) {
      return there;
    }
    ArrayNode array = Json.array();
    return now.isMissingNode() ? array : array.add(now);
  }
}

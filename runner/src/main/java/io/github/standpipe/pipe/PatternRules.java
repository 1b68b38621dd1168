package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.standpipe.pipe.FilterPattern.Form;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** What can never match an SQS record, and what a pattern says of the body. */
final class PatternRules {
  private static final Set<String> ADDED_BY_THE_POLLER =
      Set.of(
          "awsRegion",
          "eventSource",
          "eventSourceARN",
          "eventVersion",
          "eventID",
          "eventName",
          "invokeIdentityArn",
          "eventSourceKey");

  private final String where;
  private final List<Warning> warnings = new ArrayList<>();

  PatternRules(String where) {
    this.where = where;
  }

  List<Warning> warnings() {
    return List.copyOf(warnings);
  }

  /** The form of body that a valid pattern asks for. */
  Form check(JsonNode pattern) {
    Form asked = Form.NONE;
    for (Map.Entry<String, JsonNode> field : pattern.properties()) {
      Form one = isOr(field) ? branches(field.getValue()) : field(field);
      if (one != Form.NONE && asked != Form.NONE && one != asked) {
        throw mixed();
      }
      asked = one == Form.NONE ? asked : one;
    }
    return asked;
  }

  private Form branches(JsonNode or) {
    Set<Form> forms = EnumSet.noneOf(Form.class);
    or.forEach(branch -> forms.add(check(branch)));
    if (forms.size() > 1) {
      throw mixed();
    }
    return forms.iterator().next();
  }

  static boolean isOr(Map.Entry<String, JsonNode> field) {
    return field.getKey().equals("$or") && field.getValue().isArray();
  }

  /** A key with dots means the same as keys below each other. */
  private Form field(Map.Entry<String, JsonNode> field) {
    String key = field.getKey();
    int dot = key.indexOf('.');
    JsonNode value = field.getValue();
    return dot < 0
        ? field(key, value)
        : field(
            key.substring(0, dot),
            JsonNodeFactory.instance.objectNode().set(key.substring(dot + 1), value));
  }

  private Form field(String key, JsonNode value) {
    if (ADDED_BY_THE_POLLER.contains(key)) {
      throw refused(
          Refusal.Kind.ADDED_BY_THE_POLLER,
          "names '" + key + "', which Pipes adds to a record only after the filter");
    }
    switch (key) {
      case "body" -> {
        if (value.isObject()) {
          return Form.JSON;
        }
        string(key, value, true);
        presence(value);
        return Form.TEXT;
      }
      case "messageId", "receiptHandle", "md5OfBody", "md5OfMessageAttributes" ->
          string(key, value, !key.equals("md5OfMessageAttributes"));
      case "attributes", "messageAttributes" -> metadata(key, value);
      default -> unknown(key, value);
    }
    return Form.NONE;
  }

  /** Nobody says whether a JSON body exists to a pattern for text. */
  private void presence(JsonNode matchers) {
    if (any(matchers, matcher -> matcher.has("exists"))) {
      warnings.add(
          new Warning(
              "U7", where + " asks that 'body' exist; only bodies that are not JSON were passed"));
    }
  }

  private void metadata(String key, JsonNode value) {
    warnings.add(new Warning("U12", where + " filters on " + key + ", which AWS does not show"));
    if (value.isArray()) {
      throw neverMatches(Refusal.Kind.NEVER_MATCHES, key, "an object");
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String below = key + "." + field.getKey();
      if (isOr(field)) {
        field.getValue().forEach(branch -> metadata(key, branch));
      } else if (key.equals("messageAttributes") && field.getValue().isObject()) {
        field.getValue().properties().forEach(f -> string(below, f.getValue(), false));
      } else if (key.equals("messageAttributes") && !takesAbsence(field.getValue())) {
        throw neverMatches(Refusal.Kind.NEVER_MATCHES, below, "an object");
      } else {
        string(below, field.getValue(), false);
      }
    }
  }

  private void unknown(String key, JsonNode value) {
    if (!takesAbsence(value)) {
      throw refused(
          Refusal.Kind.NEVER_MATCHES,
          "can never match: an SQS record has no '"
              + key
              + "'; what the message says stands under \"body\"");
    }
    warnings.add(
        new Warning(
            "filter-never-matches",
            where + " asks that '" + key + "' be absent, which it is in every SQS record"));
  }

  /** Refuses matchers of which none can match a string. */
  private void string(String key, JsonNode matchers, boolean always) {
    if (!matchers.isArray() || !any(matchers, matcher -> takesString(matcher, always))) {
      throw neverMatches(
          numbers(matchers) ? Refusal.Kind.NUMBER_ON_TEXT : Refusal.Kind.NEVER_MATCHES,
          key,
          "a string");
    }
  }

  private static boolean numbers(JsonNode matchers) {
    return matchers.isArray() && any(matchers, m -> m.isNumber() || m.has("numeric"));
  }

  private static boolean takesString(JsonNode matcher, boolean always) {
    if (matcher.has("exists")) {
      return !always || matcher.get("exists").booleanValue();
    }
    return matcher.isTextual()
        || matcher.isNull() && !always
        || matcher.isObject() && !matcher.has("numeric");
  }

  private static boolean takesAbsence(JsonNode value) {
    return value.isArray()
        ? any(value, m -> m.has("exists") && !m.get("exists").booleanValue())
        : value.properties().stream()
            .allMatch(f ->
                isOr(f)
                    ? any(f.getValue(), PatternRules::takesAbsence)
                    : takesAbsence(f.getValue()));
  }

  private static boolean any(JsonNode items, Predicate<JsonNode> test) {
    return StreamSupport.stream(items.spliterator(), false).anyMatch(test);
  }

  private Refusal neverMatches(Refusal.Kind kind, String key, String is) {
    return refused(kind, "can never match: '" + key + "' is " + is + " in every SQS record");
  }

  private Refusal mixed() {
    return refused(
        Refusal.Kind.MIXED_FORMS,
        "asks for a JSON body in one place and for another form in another;"
            + " write a pattern for each");
  }

  private Refusal refused(Refusal.Kind kind, String fault) {
    return Refusal.of(kind, where, fault);
  }
}

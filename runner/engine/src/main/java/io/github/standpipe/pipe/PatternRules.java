package io.github.standpipe.pipe;

import static java.util.Collections.disjoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.pipe.FilterPattern.Form;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** Finds what can never match an SQS record, and the form of body that a pattern asks for. */
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
  private final Set<Warning> warnings = new LinkedHashSet<>();
  private final List<Refusal> faults = new ArrayList<>();
  private boolean mixed;

  PatternRules(String where) {
    this.where = where;
  }

  List<Warning> warnings() {
    return List.copyOf(warnings);
  }

  /** The faults of the pattern. */
  List<Refusal> faults() {
    return List.copyOf(faults);
  }

  /** The form of body that each way through the {@code $or} of a pattern asks for. */
  List<Form> check(JsonNode pattern) {
    PatternLeaves all = PatternLeaves.uncompiled(pattern);
    Map<PatternLeaf, Refusal> dead = new LinkedHashMap<>();
    all.leaves().forEach(leaf -> fault(leaf).ifPresent(fault -> dead.put(leaf, fault)));
    if (all.ways().stream().noneMatch(way -> disjoint(way.values(), dead.keySet()))) {
      faults.addAll(dead.values());
    } else {
      dead.forEach(this::deadBranch);
    }
    List<Form> forms = all.ways().stream().map(way -> form(way.keySet())).toList();
    if (mixed || forms.containsAll(EnumSet.of(Form.JSON, Form.TEXT))) {
      faults.add(
          refusal(
              Refusal.Kind.MIXED_FORMS,
              "asks for a JSON body in one place and for another form elsewhere;"
                  + " write a pattern for each"));
    }
    return forms;
  }

  private Form form(Set<String> paths) {
    boolean text = paths.contains("body");
    boolean json = paths.stream().anyMatch(path -> path.startsWith("body."));
    mixed |= text && json;
    return json ? Form.JSON : text ? Form.TEXT : Form.NONE;
  }

  private void deadBranch(PatternLeaf leaf, Refusal fault) {
    String why = fault.getMessage().replaceFirst("^.*?can never match: ", "");
    warnings.add(
        new Warning(
            "filter-or", where + ": branch " + leaf.branch() + " of $or can never match: " + why));
  }

  static boolean isOr(Map.Entry<String, JsonNode> field) {
    return field.getKey().equals("$or") && field.getValue().isArray();
  }

  /** Why a leaf cannot match any SQS record. A key with dots means the same as nested keys. */
  private Optional<Refusal> fault(PatternLeaf leaf) {
    String[] keys = leaf.path().split("\\.", -1);
    JsonNode wanted = leaf.wanted();
    if (ADDED_BY_THE_POLLER.contains(keys[0])) {
      faults.add(
          refusal(
              Refusal.Kind.ADDED_BY_THE_POLLER,
              "names '" + keys[0] + "', which Pipes adds to a record only after the filter"));
      return Optional.empty();
    }
    return switch (keys[0]) {
      case "body" -> keys.length > 1 ? Optional.empty() : body(wanted);
      case "messageId", "receiptHandle", "md5OfBody" -> top(keys, wanted, true);
      case "md5OfMessageAttributes" -> top(keys, wanted, false);
      case "attributes", "messageAttributes" -> metadata(keys, leaf);
      default -> unknown(keys[0], wanted);
    };
  }

  /** It is not documented whether a JSON body exists for a text pattern. */
  private Optional<Refusal> body(JsonNode matchers) {
    if (any(matchers, matcher -> matcher.has("exists"))) {
      warnings.add(
          new Warning(
              "U7",
              where + " asks whether 'body' exists; only bodies that are not JSON were passed"));
    }
    return string("body", matchers, true);
  }

  private Optional<Refusal> top(String[] keys, JsonNode wanted, boolean always) {
    if (keys.length == 1) {
      return string(keys[0], wanted, always);
    }
    return takesAbsence(wanted)
        ? Optional.empty()
        : Optional.of(neverMatches(Refusal.Kind.NEVER_MATCHES, keys[0], "a string"));
  }

  private Optional<Refusal> metadata(String[] keys, PatternLeaf leaf) {
    String key = keys[0];
    warnings.add(
        new Warning("U12", where + " filters on " + key + ", for which AWS has no example"));
    if (takesAbsence(leaf.wanted())) {
      return Optional.empty();
    }
    int objects = key.equals("attributes") ? 1 : 2;
    if (keys.length <= objects) {
      return Optional.of(neverMatches(Refusal.Kind.NEVER_MATCHES, leaf.path(), "an object"));
    }
    return string(leaf.path(), leaf.wanted(), false);
  }

  private Optional<Refusal> unknown(String key, JsonNode wanted) {
    if (!takesAbsence(wanted)) {
      return Optional.of(
          refusal(
              Refusal.Kind.NEVER_MATCHES,
              "can never match: an SQS record has no '"
                  + key
                  + "'; the contents of the message are under \"body\""));
    }
    warnings.add(
        new Warning(
            "filter-never-matches",
            where + " requires '" + key + "' to be absent, which it is in every SQS record"));
    return Optional.empty();
  }

  /** Rejects matchers if none can match a string. */
  private Optional<Refusal> string(String key, JsonNode matchers, boolean always) {
    if (any(matchers, matcher -> takesString(matcher, always))) {
      return Optional.empty();
    }
    boolean numbers = any(matchers, m -> m.isNumber() || m.has("numeric"));
    Refusal.Kind kind = numbers ? Refusal.Kind.NUMBER_ON_TEXT : Refusal.Kind.NEVER_MATCHES;
    return Optional.of(neverMatches(kind, key, "a string"));
  }

  private static boolean takesString(JsonNode matcher, boolean always) {
    if (matcher.has("exists")) {
      return !always || matcher.get("exists").booleanValue();
    }
    return matcher.isTextual()
        || matcher.isNull() && !always
        || matcher.isObject() && !matcher.has("numeric");
  }

  private static boolean takesAbsence(JsonNode matchers) {
    return any(matchers, m -> m.has("exists") && !m.get("exists").booleanValue());
  }

  private static boolean any(JsonNode items, Predicate<JsonNode> test) {
    return StreamSupport.stream(items.spliterator(), false).anyMatch(test);
  }

  private Refusal neverMatches(Refusal.Kind kind, String key, String is) {
    return refusal(kind, "can never match: '" + key + "' is " + is + " in every SQS record");
  }

  private Refusal refusal(Refusal.Kind kind, String fault) {
    return Refusal.of(kind, where, fault);
  }
}

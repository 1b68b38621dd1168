package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.states.MachineJson;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One recording, run here and compared. */
record AslCase(String name, JsonNode json) {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  static CaseVerdict run(String name, JsonNode json) {
    AslCase one = new AslCase(name, expand(json));
    try {
      return switch (json.path("kind").asText()) {
        case "execution" -> one.execution();
        case "choice-table" -> one.table();
        case "variable-references" -> one.verdict(new RecordedReferences(one.json).difference());
        case "test-state" -> one.verdict(new RecordedStateTest(one.json).difference(CLOCK, ids()));
        case "create-refused" -> one.refusal().create();
        case "start-refused" -> one.refusal().start();
        case "test-state-refused" -> one.refusal().testState();
        case "validate" -> one.refusal().validate();
        default -> one.differs("not run yet");
      };
    } catch (RuntimeException e) {
      StackTraceElement at = e.getStackTrace().length == 0 ? null : e.getStackTrace()[0];
      return one.differs("unexpected " + e + " at " + at);
    }
  }

  private CaseVerdict verdict(Optional<String> difference) {
    return new CaseVerdict(name, difference.isEmpty(), true, difference.orElse(""));
  }

  private RefusalCase refusal() {
    return new RefusalCase(name, json);
  }

  private CaseVerdict differs(String why) {
    return new CaseVerdict(name, false, false, why);
  }

  /** {@code {{repeat:a:3}}} stands for aaa. */
  private static JsonNode expand(JsonNode json) {
    Matcher repeat = Pattern.compile("\\{\\{repeat:(.):(\\d+)}}").matcher(MachineJson.text(json));
    return parse(repeat.replaceAll(m -> m.group(1).repeat(Integer.parseInt(m.group(2)))));
  }

  private Execution run(JsonNode definition, JsonNode input) {
    return StateMachine.read("machine", definition)
        .run(input, new RecordedTasks(json), CLOCK, ids(), context());
  }

  private static Supplier<UUID> ids() {
    java.util.Random random = new java.util.Random(7);
    return () -> new UUID(random.nextLong(), random.nextLong());
  }

  private MachineContext context() {
    Map<String, String> objects = new HashMap<>();
    json.path("s3")
        .forEach(object ->
            objects.put(
                object.path("bucket").asText() + "/" + object.path("key").asText(),
                object.path("body").asText()));
    boolean express = json.path("type").asText().equals("EXPRESS");
    return new MachineContext(
        express
            ? "arn:<partition>:states:<region>:111111111111:express:<ArnPart_0idx>:<a>:<b>"
            : "arn:<partition>:states:<region>:111111111111:execution:<ArnPart_0idx>:<ExecArnPart_0idx>",
        "arn:<partition>:states:<region>:111111111111:stateMachine:<ArnPart_0idx>",
        "snf_role_arn",
        express,
        objects);
  }

  /** A time that the recorder hid is one of the past, in the form that the test sent. */
  private JsonNode input() {
    JsonNode sent = json.hasNonNull("inputInTest") ? json.get("inputInTest") : json.path("input");
    String text = MachineJson.text(sent);
    return text.contains("strftime")
        ? parse(text.replaceAll("<[a-z_]*strftime[a-z_]*>", "2025-01-01T00:00:00"))
        : json.path("input");
  }

  private static JsonNode parse(String text) {
    try {
      return MachineJson.parse(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private CaseVerdict execution() {
    Execution execution = run(json.path("definition"), input());
    JsonNode recorded = json.path("recorded");
    ObjectNode seen = MachineJson.NODES.objectNode();
    seen.put("status", execution.status().toString());
    execution.output().ifPresent(output -> seen.set("output", output));
    execution.error().ifPresent(error -> seen.put("error", error));
    execution.cause().ifPresent(cause -> seen.put("cause", cause));
    for (String field : List.of("status", "error", "cause", "output")) {
      Optional<String> difference =
          RecordedValue.difference(field, nonNull(recorded.path(field), field), seen.path(field));
      if (difference.isPresent()) {
        return differs(
            difference.get()
                + (field.equals("status")
                    ? " " + seen.path("error") + " " + seen.path("cause")
                    : ""));
      }
    }
    Optional<String> history = history(execution);
    return new CaseVerdict(name, true, history.isEmpty(), history.orElse(""));
  }

  private static JsonNode nonNull(JsonNode recorded, String field) {
    return recorded.isNull() && !field.equals("output")
        ? com.fasterxml.jackson.databind.node.MissingNode.getInstance()
        : recorded;
  }

  private Optional<String> history(Execution execution) {
    JsonNode recorded = json.path("recorded").path("history");
    if (!recorded.isArray()) {
      return Optional.empty();
    }
    List<ObjectNode> seen = execution.history().stream().map(AslCase::event).toList();
    if (json.hasNonNull("historyOrder")) {
      return asSet(recorded, seen);
    }
    boolean reversed = recorded.path(0).path("id").asInt() > recorded.path(1).path("id").asInt();
    return inOrder(recorded, reversed ? seen.reversed() : seen);
  }

  private static Optional<String> inOrder(JsonNode recorded, List<ObjectNode> seen) {
    for (int i = 0; i < Math.max(recorded.size(), seen.size()); i++) {
      JsonNode event = i < seen.size() ? seen.get(i) : MachineJson.NODES.objectNode();
      JsonNode other = i < recorded.size() ? recorded.get(i) : MachineJson.NODES.objectNode();
      Optional<String> difference = difference("event " + (i + 1), other, event);
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  /** A Map run's exit points at its start or at its end, by chance: either is right. */
  private static Optional<String> difference(String at, JsonNode recorded, JsonNode seen) {
    ObjectNode one = recorded.deepCopy();
    ObjectNode other = seen.deepCopy();
    if (one.path("type").asText().equals("MapStateExited")
        && one.path("id").asInt() == other.path("id").asInt()) {
      one.remove("prev");
      other.remove("prev");
    }
    one.remove("region");
    other.remove("region");
    return RecordedValue.difference(at, one, other);
  }

  /** The recorder also dropped events of nested states: the last id says how many there were. */
  private static Optional<String> asSet(JsonNode recorded, List<ObjectNode> seen) {
    List<ObjectNode> left = new java.util.ArrayList<>(seen);
    int last = 0;
    for (JsonNode event : recorded) {
      last = Math.max(last, event.path("id").asInt());
      Optional<ObjectNode> same = left.stream().filter(e -> sameBut(event, e)).findFirst();
      if (same.isEmpty()) {
        return Optional.of("no event like " + event);
      }
      left.remove(same.get());
    }
    return last == seen.size()
        ? Optional.empty()
        : Optional.of("recorded " + last + " events, were " + seen.size());
  }

  private static boolean sameBut(JsonNode recorded, ObjectNode seen) {
    ObjectNode one = recorded.deepCopy();
    ObjectNode other = seen.deepCopy();
    List.of(one, other).forEach(e -> e.remove(List.of("id", "prev", "region")));
    return RecordedValue.difference("", one, other).isEmpty();
  }

  private static ObjectNode event(HistoryEvent event) {
    ObjectNode json = MachineJson.NODES.objectNode();
    json.put("id", event.id());
    json.put("prev", event.previousId());
    json.put("type", event.type());
    if (!event.state().isEmpty()) {
      json.put("state", event.state());
    }
    json.setAll(event.details());
    return json;
  }

  private CaseVerdict table() {
    for (JsonNode row : json.path("rows")) {
      Execution execution = run(withOperand(json.path("definition"), row), row.path("input"));
      Optional<String> difference =
          RecordedValue.difference(
              "row " + row.path("input"),
              row.path("output"),
              execution
                  .output()
                  .orElse(MachineJson.NODES.textNode(String.valueOf(execution.cause()))));
      if (difference.isPresent()) {
        return differs(difference.get());
      }
    }
    return new CaseVerdict(name, true, true, "");
  }

  private static JsonNode withOperand(JsonNode definition, JsonNode row) {
    if (!row.has("operand")) {
      return definition;
    }
    return parse(
        MachineJson.text(definition)
            .replace("\"{{operand}}\"", MachineJson.text(row.path("operand"))));
  }
}

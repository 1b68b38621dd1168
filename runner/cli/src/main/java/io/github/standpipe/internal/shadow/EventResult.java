package io.github.standpipe.internal.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Trace.Fate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one pipe makes of a batch.
 *
 * @param fates what becomes of each record, in the batch's order
 * @param stage the stage at which the batch returned or ended
 * @param reason why it returned or was quarantined; empty if it was neither
 * @param input the target input; missing if the batch was not delivered
 * @param execution how the execution ended; missing if it was not run
 * @param unanswered the look-ups and tasks that had no answer, such as {@code look-up customers}
 */
record EventResult(
    List<Fate> fates,
    String stage,
    String reason,
    JsonNode input,
    JsonNode execution,
    List<String> unanswered) {
  private static final String INPUT = "target input";
  private static final String EXECUTION = "execution";
  private static final Pattern PLACE =
      Pattern.compile("(?:[\\w./@-]+/)?([\\w.@-]+:\\d+(?::\\d+)?)");

  EventResult {
    fates = List.copyOf(fates);
    unanswered = List.copyOf(unanswered);
  }

  /** A batch that was delivered whole. */
  static EventResult delivered(int records, JsonNode input, JsonNode execution) {
    return new EventResult(
        Collections.nCopies(records, Fate.DELIVERED), INPUT, "", input, execution, List.of());
  }

  /** The differences of a later result of the same batch, by place. */
  Map<EventChange.Place, EventChange> changes(EventResult later) {
    Map<EventChange.Place, EventChange> changes = new LinkedHashMap<>();
    for (int record = 0; record < fates.size(); record++) {
      add(changes, fate(later, record));
    }
    if (changes.isEmpty() && !comparable(reason).equals(comparable(later.reason))) {
      add(changes, EventChange.of(ChangeKind.OTHER_REASON, later.stage, later.place()));
    }
    if (!input.isMissingNode() && !later.input.isMissingNode()) {
      changes.putAll(ValueChanges.between(INPUT, input, later.input));
    }
    if (!execution.isMissingNode() && !later.execution.isMissingNode()) {
      executions(changes, later);
    }
    return changes;
  }

  private static void add(Map<EventChange.Place, EventChange> changes, EventChange change) {
    if (change.place().kind() != ChangeKind.CHANGED) {
      changes.putIfAbsent(change.place(), change);
    }
  }

  private EventChange fate(EventResult later, int record) {
    Fate was = fates.get(record);
    Fate is = later.fates.get(record);
    if (was == is) {
      return EventChange.of(ChangeKind.CHANGED, "", "");
    }
    ChangeKind kind = ChangeKind.of(was, is);
    boolean ends = is == Fate.RETURNED || is == Fate.QUARANTINED;
    boolean ended = was == Fate.RETURNED || was == Fate.QUARANTINED;
    return is == Fate.DELIVERED && !ended
        ? EventChange.of(kind, stage, "")
        : is == Fate.DELIVERED
            ? EventChange.of(kind, stage, place())
            : EventChange.of(kind, later.stage, ends ? later.place() : "");
  }

  /** The first place in a transform or template that the reason names, without folders. */
  private String place() {
    Matcher place = PLACE.matcher(reason);
    return place.find() ? place.group(1) : "";
  }

  /** Lines move with each edit, and folders with each machine. */
  private static String comparable(String reason) {
    return PLACE.matcher(reason).replaceAll("");
  }

  private void executions(Map<EventChange.Place, EventChange> changes, EventResult later) {
    String was = status(execution);
    String is = status(later.execution);
    if (!was.equals(is)) {
      EventChange.Place place =
          new EventChange.Place(ChangeKind.OTHER_STATUS, EXECUTION, was + " -> " + is);
      changes.putIfAbsent(
          place, new EventChange(place, Json.object().textNode(was), Json.object().textNode(is)));
    }
    changes.putAll(ValueChanges.between(EXECUTION, effects(execution), effects(later.execution)));
  }

  private static String status(JsonNode execution) {
    String error = execution.path("error").asText();
    return execution.path("status").asText() + (error.isEmpty() ? "" : " " + error);
  }

  /** What others see of it: its output, and the calls of its tasks, by state. */
  private static ObjectNode effects(JsonNode execution) {
    ObjectNode effects = Json.object();
    if (execution.has("output")) {
      effects.set("output", execution.get("output"));
    }
    ObjectNode calls = effects.putObject("calls");
    TreeSet<String> states = new TreeSet<>();
    execution.path("calls").forEach(call -> states.add(call.path("state").asText()));
    states.forEach(calls::putArray);
    for (JsonNode call : execution.path("calls")) {
      calls
          .withArray("/" + call.path("state").asText().replace("~", "~0").replace("/", "~1"))
          .add(((ObjectNode) call.deepCopy()).without("state"));
    }
    return effects;
  }
}

package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Flows: a whole machine, a branch of a Parallel, the processor of a Map. */
final class FlowShapes {
  /** Deeper than real definitions; the service's own limit is not documented. */
  private static final int DEEPEST = 50;

  private static final int LONGEST_NAME = 80;

  private FlowShapes() {}

  static final FieldRule STATES = FlowShapes::states;

  static final ObjectShape MACHINE =
      flow()
          .field("Version", FieldRules.oneOf("1.0"))
          .field("QueryLanguage", StateShapes.QUERY_LANGUAGE)
          .field("TimeoutSeconds", FieldRules.whole(0, 99_999_999));

  static final FieldRule BRANCH = deeper(flow());

  static final FieldRule PROCESSOR =
      deeper(flow().field("ProcessorConfig", MapShapes.PROCESSOR_CONFIG));

  private static ObjectShape flow() {
    return new ObjectShape()
        .field("Comment", FieldRules.TEXT)
        .field("StartAt", FieldRules.TEXT)
        .field("States", spot -> STATES.check(spot))
        .require("States", "StartAt");
  }

  private static FieldRule deeper(ObjectShape flow) {
    return spot -> {
      if (spot.scope().depth() > DEEPEST) {
        spot.error("TOO_DEEPLY_NESTED", "The states are too deeply nested");
      } else {
        flow.check(spot);
      }
    };
  }

  private static void states(DefinitionSpot states) {
    if (!FieldRules.OBJECT_ONLY.holds(states)) {
      return;
    }
    if (states.value().isEmpty()) {
      states.error("Value cannot be empty");
    }
    for (Map.Entry<String, JsonNode> state : states.value().properties()) {
      DefinitionSpot spot = states.field(state.getKey());
      name(spot, state.getKey());
      StateShapes.STATE.check(spot);
    }
  }

  /** Not recorded in full: how the service's sentence begins. */
  private static void name(DefinitionSpot spot, String name) {
    if (name.isBlank()) {
      spot.error("INVALID_STATE_NAME", "State name cannot be empty");
    } else if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
      spot.error(
          "INVALID_STATE_NAME",
          "State name '" + name + "' exceeds the 80-character limit allowed by the service");
    }
  }
}

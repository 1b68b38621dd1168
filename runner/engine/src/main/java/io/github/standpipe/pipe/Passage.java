package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A batch on its way through a pipe: its stages so far. */
final class Passage {
  private final String pipe;
  private final Map<Stage, Payload> seen = new EnumMap<>(Stage.class);
  private final List<Warning> warnings = new ArrayList<>();
  private final List<JsonNode> records;
  private List<Boolean> passed;
  private Payload batch;

  Passage(String pipe, Stage from, Payload given) {
    this.pipe = pipe;
    this.batch = given;
    this.records = from.compareTo(Stage.FILTERED) > 0 ? List.of() : given.items();
    this.passed = Collections.nCopies(records.size(), true);
    seen.put(from, given);
  }

  Payload batch() {
    return batch;
  }

  void warn(Warning warning) {
    warnings.add(warning);
  }

  /** The records that pass; the batch itself if all do. */
  Payload select(FilterCriteria criteria) {
    passed = criteria.pass(records, this::warn);
    List<JsonNode> left = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      if (passed.get(i)) {
        left.add(records.get(i));
      }
    }
    return left.size() == records.size() ? batch : Payload.of(left);
  }

  void reach(Stage stage, Payload payload) {
    batch = payload;
    seen.put(stage, payload);
  }

  Trace trace(Outcome outcome) {
    Trace.Fate fate =
        switch (outcome) {
          case Outcome.Delivered delivered -> Trace.Fate.DELIVERED;
          case Outcome.Discarded discarded -> Trace.Fate.DISCARDED;
          case Outcome.Returned returned -> Trace.Fate.RETURNED;
        };
    List<Trace.Record> fates = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      String id = records.get(i).path("messageId").asText();
      fates.add(new Trace.Record(id, passed.get(i) ? fate : Trace.Fate.FILTERED));
    }
    return new Trace(pipe, seen, fates, outcome, warnings);
  }
}

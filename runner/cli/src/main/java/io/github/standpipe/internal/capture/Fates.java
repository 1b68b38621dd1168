package io.github.standpipe.internal.capture;

import io.github.standpipe.internal.fixture.CollectedQuarantine;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What became of each record of a run, described without values. */
final class Fates {

  private Fates() {}

  /** How a run differs from an earlier one with as many records; empty if it does not. */
  static Optional<String> change(TrialRun before, TrialRun after) {
    Map<String, String> then = describe(before);
    Map<String, String> now = describe(after);
    List<String> names = new ArrayList<>(then.keySet());
    now.keySet().stream().filter(name -> !then.containsKey(name)).forEach(names::add);
    return names.stream()
        .filter(name -> !Objects.equals(then.get(name), now.get(name)))
        .findFirst()
        .map(name ->
            name
                + " was "
                + then.getOrDefault(name, "not reached")
                + ", and is "
                + now.getOrDefault(name, "not reached"));
  }

  private static Map<String, String> describe(TrialRun run) {
    Map<String, String> fates = new LinkedHashMap<>();
    int place = 1;
    for (Trace.Record record : run.trace().records()) {
      fates.put(
          "record " + place++ + " (" + record.messageId() + ")",
          run.quarantined().stream()
                  .map(CollectedQuarantine.Message::messageId)
                  .anyMatch(record.messageId()::equals)
              ? "quarantined"
              : record.fate().name().toLowerCase(Locale.ROOT));
    }
    fates.put("the batch", outcome(run.trace().outcome()));
    // an input template drops the message id, so only the number of items can be compared
    fates.put("quarantine", run.quarantined().size() + " of it");
    for (Stage stage : run.trace().payloads().keySet()) {
      int items = run.trace().at(stage).orElseThrow().items().size();
      fates.put(stage.toString(), items + (items == 1 ? " item" : " items"));
    }
    return fates;
  }

  private static String outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Delivered delivered -> "delivered";
      case Outcome.Discarded(Stage after) -> "discarded after " + after;
      case Outcome.Returned(Stage at, String cause) -> "returned at " + at;
    };
  }
}

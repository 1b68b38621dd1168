package io.github.standpipe.capture;

import io.github.standpipe.fixture.CollectedQuarantine;
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

/** What became of each record of a run, told without its values. */
final class Fates {

  private Fates() {}

  /** Where a run differs from an earlier one of as many records; empty where it does not. */
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
    Map<String, String> told = new LinkedHashMap<>();
    int place = 1;
    for (Trace.Record record : run.trace().records()) {
      told.put(
          "record " + place++ + " (" + record.messageId() + ")",
          run.quarantined().stream()
                  .map(CollectedQuarantine.Message::messageId)
                  .anyMatch(record.messageId()::equals)
              ? "quarantined"
              : record.fate().name().toLowerCase(Locale.ROOT));
    }
    told.put("the batch", outcome(run.trace().outcome()));
    // an input template leaves no message id, so that their number has to tell
    told.put("quarantine", run.quarantined().size() + " of it");
    for (Stage stage : run.trace().payloads().keySet()) {
      int items = run.trace().at(stage).orElseThrow().items().size();
      told.put(stage.toString(), items + (items == 1 ? " item" : " items"));
    }
    return told;
  }

  private static String outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Delivered delivered -> "delivered";
      case Outcome.Discarded(Stage after) -> "discarded after " + after;
      case Outcome.Returned(Stage at, String cause) -> "returned at " + at;
    };
  }
}

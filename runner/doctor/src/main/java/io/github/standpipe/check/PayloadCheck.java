package io.github.standpipe.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.check.StatesOfMachine.StateAt;
import io.github.standpipe.json.Json;
import io.github.standpipe.machine.InvalidDefinitionException;
import io.github.standpipe.machine.MachineContext;
import io.github.standpipe.machine.StateMachine;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.MachineDefinition;
import io.github.standpipe.template.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Each state of the target holds what it makes of a full batch. */
final class PayloadCheck implements Check {
  private static final Rule STATE_OVER_LIMIT = Catalogue.rule("state-over-limit");
  private static final int MOST_BYTES = 262_144;

  /** The cases with the largest events; the others would only show the same later. */
  private static final int MOST_CASES = 6;

  /** An event of a case. */
  private record RecordedEvent(Path folder, JsonNode event, int bytes) {
    int fitting() {
      return (MOST_BYTES - 1) / (bytes + 1);
    }
  }

  @Override
  public void examine(Subject subject, Findings findings) {
    int most = subject.mostRecords().orElse(1);
    if (most > 1 && most <= 10_000) {
      subject.machine().ifPresent(machine -> machine(machine, subject, most, findings));
    }
  }

  private static void machine(Declaration machine, Subject subject, int most, Findings findings) {
    Optional<MachineDefinition> definition = MachineDefinition.of(machine);
    List<RecordedEvent> events = definition.isEmpty() ? List.of() : largest(subject);
    if (events.isEmpty()) {
      return;
    }
    Optional<StateMachine> runnable = runnable(definition.get());
    for (RecordedEvent one : runnable.isEmpty() ? List.<RecordedEvent>of() : events) {
      MachineContext local = MachineContext.local(machine.logicalId());
      Optional<GrowingRun.Overflow> overflow =
          new GrowingRun(runnable.get(), local, new RecordedAnswers(one.folder()), one.event())
              .find(Math.min(most, one.fitting()));
      if (overflow.isPresent()) {
        add(machine, overflow.get(), one, Math.min(most, one.fitting()), findings);
        return;
      }
    }
  }

  /** Empty for a definition that is refused, which another rule reports. */
  private static Optional<StateMachine> runnable(MachineDefinition definition) {
    try {
      return Optional.of(
          StateMachine.parse(definition.logicalId(), definition.json(), definition.express()));
    } catch (InvalidDefinitionException e) {
      return Optional.empty();
    }
  }

  private static List<RecordedEvent> largest(Subject subject) {
    return new RecordedCases(subject.template().file())
        .of(subject)
        .flatMap(folder -> event(folder).stream())
        .sorted(Comparator.comparingInt(RecordedEvent::bytes).reversed())
        .limit(MOST_CASES)
        .toList();
  }

  private static Optional<RecordedEvent> event(Path folder) {
    Path file = folder.resolve(Stage.TARGET_INPUT.fileName());
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      JsonNode items = Json.parse(Files.readAllBytes(file));
      RecordedEvent largest = null;
      for (JsonNode item : items.isArray() ? items : Json.array()) {
        int bytes = Json.bytes(item).length;
        largest =
            largest == null || bytes > largest.bytes()
                ? new RecordedEvent(folder, item, bytes)
                : largest;
      }
      return Optional.ofNullable(largest);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void add(
      Declaration machine,
      GrowingRun.Overflow at,
      RecordedEvent one,
      int batch,
      Findings findings) {
    findings.addEach(
        STATE_OVER_LIMIT,
        machine.logicalId(),
        place(machine, at.state()),
        "State %s of %s makes %d bytes of %d events as large as in the case %s, and passes %d bytes with one more; a batch brings up to %d."
            .formatted(
                at.state(),
                machine,
                at.bytes(),
                at.fitting(),
                one.folder().getFileName(),
                MOST_BYTES,
                batch),
        "Set BatchSize to at most %d, keep only what later states read with ItemSelector, ResultSelector or Output, or put the rest into S3."
            .formatted(at.fitting()));
  }

  private static Place place(Declaration machine, String state) {
    return MachineDefinition.property(machine).stream()
        .flatMap(definition -> StatesOfMachine.of(definition, false).stream())
        .filter(one -> one.name().equals(state))
        .map(StateAt::state)
        .findFirst()
        .map(found -> found.at())
        .orElse(machine.at());
  }
}

package io.github.standpipe.internal.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.LookupObserver;
import io.github.standpipe.enrich.LookupObserver.Exit;
import io.github.standpipe.internal.delivery.Delivery;
import io.github.standpipe.internal.fixture.EnrichmentAnswers;
import io.github.standpipe.internal.fixture.PipeMachine;
import io.github.standpipe.internal.fixture.PipeMachine.Ending;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Enrichment;
import io.github.standpipe.pipe.InputTemplate;
import io.github.standpipe.pipe.Outcome;
import io.github.standpipe.pipe.Payload;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.SourceRecord;
import io.github.standpipe.pipe.Stage;
import io.github.standpipe.pipe.Target;
import io.github.standpipe.pipe.Trace;
import io.github.standpipe.pipe.Trace.Fate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A pipe as it was, or as it is. Any number of threads may run it.
 *
 * @param name the pipe's name in its template
 * @param machine what a delivered batch starts; empty if executions are not compared
 * @param asksServices whether its look-ups may reach services
 */
record ShadowSide(
    Project project, String name, Pipe pipe, Optional<PipeMachine> machine, boolean asksServices) {

  /**
   * Loads a pipe.
   *
   * @param documents answers its look-ups
   * @param tasks folders that hold {@code tasks/}; none if executions are not compared
   * @param answers answer instead of its enrichment, each event as if it were the first
   * @throws Fault for a pipe that the template does not have, or that cannot run here
   */
  static ShadowSide of(
      Project given,
      String name,
      ShadowDocuments documents,
      List<Path> tasks,
      Optional<EnrichmentAnswers> answers) {
    Project project = given.portable();
    Pipe pipe = built(project, name, documents, tasks);
    Optional<PipeMachine> machine =
        tasks.isEmpty() ? Optional.empty() : PipeMachine.of(project, name, tasks);
    Pipe answered =
        answers
            .map(all -> pipe.calling(function -> request -> all.function().invoke(request)))
            .orElse(pipe);
    return new ShadowSide(project, name, answered, machine, documents.isLive());
  }

  private static Pipe built(
      Project project, String name, ShadowDocuments documents, List<Path> tasks) {
    synchronized (project.template()) { // it caches what it resolved
      return project
          .template()
          .pipe(name)
          .pipe(
              function ->
                  project.load(
                      function, () -> documents.of(function), new EventSurroundings(false)),
              machine ->
                  project.enriching(
                      name,
                      machine,
                      tasks.stream().reduce((one, other) -> other),
                      new EventSurroundings(false)));
    }
  }

  /** The messages as the pipe would receive them if they were sent again. */
  List<ObjectNode> received(List<ObjectNode> messages) {
    List<ObjectNode> records = new ArrayList<>(messages.size());
    for (ObjectNode message : messages) {
      records.add(
          SourceRecord.complete(
              message, records.size() + 1, pipe.source(), new EventSurroundings(false).clock()));
    }
    return records;
  }

  /** Runs records as one batch. */
  EventResult run(Payload records, int count) {
    return run(records, new EventSurroundings(count > 1));
  }

  /** Runs messages as one batch, with an observer of its look-ups. */
  EventResult run(List<ObjectNode> messages, LookupObserver watch) {
    return run(Payload.of(received(messages)), new EventSurroundings(true, watch));
  }

  private EventResult run(Payload records, EventSurroundings around) {
    Trace trace = settled(pipe.calling(around::calling).run(records, around.clock()));
    if (machine.isEmpty() || !(trace.outcome() instanceof Outcome.Delivered)) {
      return result(trace, MissingNode.getInstance(), around);
    }
    return switch (machine.get().run(pipe, trace, around)) {
      case Ending.Ended(Trace settled, ObjectNode execution) -> result(settled, execution, around);
      case Ending.WithoutAnswer(String state) -> {
        around.unanswered("task " + state);
        yield result(trace, MissingNode.getInstance(), around);
      }
      case Ending.Unusable(String reason) -> {
        around.unanswered("state machine: " + readable(reason));
        yield result(trace, MissingNode.getInstance(), around);
      }
    };
  }

  private EventResult result(Trace trace, JsonNode execution, EventSurroundings around) {
    boolean delivered = trace.outcome() instanceof Outcome.Delivered;
    List<Fate> fates = fates(trace, around);
    return new EventResult(
        fates,
        stage(trace, fates),
        readable(reason(trace, around)),
        delivered ? input(trace) : MissingNode.getInstance(),
        execution,
        around.unanswered());
  }

  /** What the service of the target does with the entries of a batch, if it takes entries. */
  private Trace settled(Trace trace) {
    EventSurroundings around = new EventSurroundings(false);
    return trace.outcome() instanceof Outcome.Delivered
        ? project
            .services()
            .of(pipe, around.clock().instant())
            .map(service -> service.send(pipe.entries(trace, around.clock())).settle(trace))
            .orElse(trace)
        : trace;
  }

  /** What the target receives: the entries, if they hold more than the items. */
  private JsonNode input(Trace trace) {
    boolean isMore = !pipe.target().parameters().isEmpty() || pipe.target() instanceof Target.OfBus;
    return isMore
        ? Delivery.accepted("", pipe.entries(trace, new EventSurroundings(false).clock())).json()
        : json(trace.targetInput());
  }

  private static JsonNode json(Payload payload) {
    try {
      return Json.parse(payload.bytes());
    } catch (IOException e) {
      throw new IllegalStateException("a stage gives JSON", e);
    }
  }

  private static String stage(Trace trace, List<Fate> fates) {
    return switch (trace.outcome()) {
      case Outcome.Returned(Stage at, String why) -> at.toString();
      case Outcome.Discarded(Stage after) -> after.toString();
      case Outcome.Delivered() ->
          fates.contains(Fate.DELIVERED)
              ? Stage.TARGET_INPUT.toString()
              : Stage.ENRICHED.toString();
    };
  }

  private static String reason(Trace trace, EventSurroundings around) {
    if (trace.outcome() instanceof Outcome.Returned(Stage at, String why)) {
      return why;
    }
    StringBuilder reasons = new StringBuilder();
    around.envelopes().forEach(one -> reasons.append(one.path("reason").asText()).append('\n'));
    return reasons.toString();
  }

  private static List<Fate> fates(Trace trace, EventSurroundings around) {
    List<ObjectNode> envelopes = around.envelopes();
    Set<String> ids = new HashSet<>();
    envelopes.forEach(envelope -> ids.add(envelope.path("messageId").asText()));
    List<Fate> fates = new ArrayList<>();
    for (Trace.Record record : trace.quarantining(ids).records()) {
      boolean alone = trace.records().size() == 1 && !envelopes.isEmpty();
      boolean stays = record.fate() == Fate.RETURNED || record.fate() == Fate.FILTERED;
      fates.add(
          stays
              ? record.fate()
              : alone ? Fate.QUARANTINED : left(record, around.exit(record.messageId())));
    }
    return fates;
  }

  private static Fate left(Trace.Record record, Optional<Exit> exit) {
    return exit.isEmpty()
        ? record.fate()
        : switch (exit.get()) {
          case DROPPED -> Fate.DISCARDED;
          case QUARANTINED -> Fate.QUARANTINED;
          case SENT_BACK -> Fate.SENT_BACK;
        };
  }

  /** A message with paths that do not depend on where the files are. */
  String readable(String message) {
    return message.isEmpty() ? message : project.fromRoot(message);
  }

  /** The function, of a pipe that calls it with the records as they are. */
  Optional<Enrichment.Function> function() {
    Enrichment enrichment = pipe.enrichment();
    return enrichment == null
            || enrichment.inputTemplate() != null
            || !(pipe.target() instanceof Target.OfMachine)
        ? Optional.empty()
        : Optional.of(enrichment.function());
  }

  /** Whether equal answers of both functions have the same effect; no machine is run for either. */
  boolean endsLike(ShadowSide other) {
    return machine.isEmpty()
        && other.machine.isEmpty()
        && template().equals(other.template())
        && (template().isEmpty() || arns().equals(other.arns()));
  }

  private String template() {
    InputTemplate template = pipe.target().inputTemplate();
    return template == null ? "" : template.text();
  }

  /** What a template may insert besides the event. */
  private List<String> arns() {
    Enrichment enrichment = pipe.enrichment();
    return List.of(
        pipe.arn(), pipe.name(), enrichment == null ? "" : enrichment.arn(), pipe.target().arn());
  }

  /** What follows an answer; empty unless it is delivered, and what follows succeeds. */
  Optional<EventResult> behind(QuickAnswer answer) {
    Optional<JsonNode> events = answer.events();
    if (events.isEmpty() || answer.bytes().length > Target.OfMachine.MAXIMUM_INPUT) {
      return Optional.empty();
    }
    if (machine.isEmpty() && pipe.target().inputTemplate() == null) {
      return Optional.of(EventResult.delivered(1, events.get(), MissingNode.getInstance()));
    }
    Payload enriched = Payload.of(QuickAnswer.list(events.get()));
    Trace trace = pipe.run(Stage.ENRICHED, enriched, answer.around().clock());
    if (!(trace.outcome() instanceof Outcome.Delivered)) {
      return Optional.empty();
    }
    JsonNode input = json(trace.targetInput());
    if (machine.isEmpty()) {
      return Optional.of(EventResult.delivered(1, input, MissingNode.getInstance()));
    }
    return machine.get().run(pipe, trace, answer.around())
                instanceof Ending.Ended(Trace settled, ObjectNode execution)
            && settled.outcome() instanceof Outcome.Delivered
            && answer.around().isPlain()
        ? Optional.of(EventResult.delivered(1, input, execution))
        : Optional.empty();
  }
}

package io.github.standpipe.internal.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.bus.BusTrace;
import io.github.standpipe.internal.bus.ClassicEvent;
import io.github.standpipe.internal.bus.CustomEvent;
import io.github.standpipe.internal.bus.CustomPublish;
import io.github.standpipe.internal.bus.Feeders;
import io.github.standpipe.internal.bus.Outlet;
import io.github.standpipe.internal.bus.PublishHistories;
import io.github.standpipe.internal.bus.PutEvents;
import io.github.standpipe.internal.bus.Surroundings;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Warning;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Routes events over the template's buses to the queue of a run, and counts what becomes of each.
 */
final class EventFlow {
  private final Feeders feeders;
  private final LiveRun run;
  private final QueueArn queue;
  private final String queueArn;
  private final LiveArchives archives;
  private final DeadLetterQueues deadLetters;
  private final EventCounts counts = new EventCounts();
  private final PublishHistories histories = new PublishHistories();

  /**
   * @param queueArn the ARN of the pipe's queue in the template
   */
  EventFlow(Feeders feeders, LiveRun run, String queueArn, DeadLetterQueues deadLetters) {
    this.feeders = feeders;
    this.run = run;
    this.queueArn = queueArn;
    this.queue = QueueArn.of(queueArn);
    this.deadLetters = deadLetters;
    this.archives = new LiveArchives(feeders.archives(), run.listener()::problem);
  }

  Feeders feeders() {
    return feeders;
  }

  LiveArchives archives() {
    return archives;
  }

  EventTally tally() {
    return counts.tally();
  }

  /** PutEvents of Classic buses; on return, all deliveries are on the queue. */
  PutEvents.Answer putEvents(List<JsonNode> entries) {
    counts.call(entries.size());
    PutEvents.Answer answer = feeders.putEvents(around(Outlet.NONE)).answer(entries);
    switch (answer) {
      case PutEvents.RequestRefusal(String code, String message) ->
          refuseAll(entries.size(), "PutEvents returns " + code + ": " + message);
      case PutEvents.EntryAnswers answered -> {
        answered.warnings().forEach(warning -> run.listener().problem(warning.message()));
        answered.entries().forEach(this::follow);
      }
    }
    return answer;
  }

  private void refuseAll(int entries, String line) {
    counts.add(EventFate.REFUSED, entries);
    run.listener().problem(line);
  }

  private void follow(PutEvents.EntryAnswer entry) {
    switch (entry) {
      case PutEvents.RefusedEntry(String code, String message) ->
          report(EventFate.REFUSED, "PutEvents returns " + code + ": " + message);
      case PutEvents.TakenEntry(String bus, ClassicEvent event) ->
          follow(event.id(), false, around -> feeders.put(bus, event, around));
    }
  }

  /** Puts an event of an archive on its bus again. */
  void replay(String busArn, ClassicEvent event, Set<String> rules) {
    counts.replay();
    follow(event.id(), true, around -> feeders.put(busArn, event, rules, around));
  }

  /** PutEvents or PutRawEvents of a custom event bus of the template. */
  CustomPublish.CustomAnswer publish(CustomCall call) {
    counts.call(call.entries().size());
    CustomPublish publish =
        new CustomPublish(around(Outlet.NONE), call.contentBased(), call.busArn());
    CustomPublish.CustomAnswer answer =
        call.raw() ? publish.putRawEvents(call.entries()) : publish.putEvents(call.entries());
    switch (answer) {
      case CustomPublish.RefusedCall(String code, String message) ->
          refuseAll(call.entries().size(), call.name() + " answers " + code + ": " + message);
      case CustomPublish.AnsweredCall answered -> {
        answered.warnings().forEach(warning -> run.listener().problem(warning.message()));
        answered.entries().forEach(entry -> follow(entry, call));
      }
    }
    return answer;
  }

  private void follow(CustomPublish.CustomEntryAnswer entry, CustomCall call) {
    switch (entry) {
      case CustomPublish.DuplicateEntry() ->
          report(EventFate.DEDUPLICATED, call.name() + " answers DEDUPLICATED");
      case CustomPublish.FailedEntry(String code, String message) ->
          report(EventFate.REFUSED, call.name() + " answers " + code + ": " + message);
      case CustomPublish.PublishedEntry(CustomEvent event) ->
          follow(event.id(), false, around -> feeders.put(call.busArn(), event, around));
    }
  }

  private void report(EventFate fate, String on) {
    counts.add(fate, 1);
    run.listener()
        .put(new EventReport("", false, fate, new BusTrace(on, List.of(), List.of()), List.of()));
  }

  private void follow(String id, boolean replayed, Function<Surroundings, BusTrace> put) {
    EventOutlet outlet = new EventOutlet(queueArn, run, archives);
    BusTrace trace = trace(put, outlet);
    int letters = (int) trace.deadLetters().stream().filter(deadLetters::take).count();
    EventFate fate = EventEnd.of(trace, outlet.messageIds().size(), letters);
    counts.add(fate, 1);
    outlet.messageIds().forEach(message -> counts.message());
    counts.elsewhere(outlet.elsewhere() + EventEnd.unreached(trace));
    run.listener().put(new EventReport(id, replayed, fate, trace, outlet.messageIds()));
  }

  private BusTrace trace(Function<Surroundings, BusTrace> put, EventOutlet outlet) {
    try {
      return put.apply(around(outlet));
    } catch (Fault e) {
      String reason = "the event goes nowhere: " + e.getMessage();
      return new BusTrace(reason, List.of(undecided(reason)), List.of());
    }
  }

  /** For a route that a run cannot follow, the behaviour of AWS is not known. */
  private static BusTrace.Route undecided(String reason) {
    return new BusTrace.Route(
        "the bus",
        new BusTrace.Decision.Undecided(new Warning("bus-rules", reason)),
        List.of(),
        List.of());
  }

  private Surroundings around(Outlet outlet) {
    return Surroundings.live(queue.account(), queue.region(), outlet, histories);
  }
}

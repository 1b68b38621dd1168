package io.github.standpipe.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Fault;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.local.LiveRun;
import io.github.standpipe.local.Sending;
import java.io.IOException;
import java.io.LineNumberReader;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/**
 * Sends the bodies of a file to a run's queue, one a line, as they come; of a file that holds
 * something else, what it holds.
 *
 * <p>Standard input may never end, so a thread of its own reads it.
 */
final class Lines {
  private static final int CHUNK = 1000;

  private final Input input;
  private final LiveRun run;
  private final RunListener listener;
  private final Interrupt interrupt;
  private final boolean bodies;
  private final TreeMap<Integer, ObjectNode> chunk = new TreeMap<>();
  private boolean ended;
  private boolean refused;

  /**
   * @param bodies whether each line is a body, whatever it looks like
   */
  Lines(Input input, LiveRun run, RunListener listener, Interrupt interrupt, boolean bodies) {
    this.bodies = bodies;
    this.input = input;
    this.run = run;
    this.listener = listener;
    this.interrupt = interrupt;
  }

  /**
   * Sends all lines, or those until the end of the run is asked for. A line that the queue does not
   * take is named, and the others are sent.
   *
   * @throws Fault for a file that cannot be read, and a queue that cannot be asked
   */
  void send() {
    interrupt.await(inBackground(() -> read(false)));
    end();
  }

  /** Sends while the run follows; of a line that cannot be sent it is told. */
  void follow() {
    inBackground(() -> {
      try {
        read(true);
      } catch (Fault e) {
        listener.problem(e.getMessage());
      }
    });
  }

  /** Whether there was a message that the queue did not take. */
  synchronized boolean isRefused() {
    return refused;
  }

  /** Nothing is sent after this; what is being sent is done first. */
  synchronized void end() {
    ended = true;
  }

  private static CompletableFuture<Void> inBackground(Runnable reading) {
    return CompletableFuture.runAsync(
        reading, task -> Thread.ofPlatform().daemon().name("lines").start(task));
  }

  private void read(boolean follows) {
    Optional<WholeDocument> document =
        bodies || input.isStandard() ? Optional.empty() : WholeDocument.of(input);
    if (document.isPresent()) {
      sendWhole(document.get());
      return;
    }
    readLines(follows);
  }

  private synchronized void sendWhole(WholeDocument document) {
    if (!ended && !interrupt.asked()) {
      send(
          document.messages(),
          input.name() + ", taken as " + document.form(),
          place -> ", message " + place);
    }
  }

  private void readLines(boolean follows) {
    try (LineNumberReader lines = input.lines()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String body = lines.getLineNumber() == 1 ? Input.withoutMark(line) : line;
        if (!body.isBlank()) {
          chunk.put(lines.getLineNumber(), Json.object().put("body", body));
        }
        if (chunk.size() == CHUNK || !lines.ready()) {
          sendChunk(follows);
        }
      }
      sendChunk(follows);
    } catch (IOException e) {
      throw input.unreadable(e);
    }
  }

  private synchronized void sendChunk(boolean follows) {
    if (!ended && !interrupt.asked() && !chunk.isEmpty()) {
      try {
        List<Integer> lines = List.copyOf(chunk.keySet());
        send(List.copyOf(chunk.values()), input.name(), place -> ":" + lines.get(place - 1));
      } catch (Fault e) {
        String lines = "lines %d to %d".formatted(chunk.firstKey(), chunk.lastKey());
        tell(e.at(input.name() + ", " + lines), follows);
      }
    }
    chunk.clear();
  }

  /** Names what the queue does not take; the others are sent. */
  private void send(List<ObjectNode> messages, String what, IntFunction<String> place) {
    Sending sending = run.sendEach(messages);
    listener.sends(what, sending.ids().size());
    new TreeMap<>(sending.refusals())
        .forEach((at, why) ->
            listener.problem(input.name() + place.apply(at) + ": was not sent: " + why));
    refused |= !sending.refusals().isEmpty();
  }

  private void tell(Fault fault, boolean follows) {
    if (!follows) {
      throw fault;
    }
    listener.problem(fault.getMessage());
  }
}

package io.github.standpipe.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Fault;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.local.LiveRun;
import java.io.IOException;
import java.io.LineNumberReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

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
  private final List<ObjectNode> chunk = new ArrayList<>();
  private int first = 1;
  private boolean ended;

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
   * Sends all lines, or those until the end of the run is asked for.
   *
   * @throws Fault for a line that cannot be sent, and a file that cannot be read
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
      run.send(document.messages());
      listener.sends(input.name() + ", taken as " + document.form(), document.messages().size());
    }
  }

  private void readLines(boolean follows) {
    try (LineNumberReader lines = input.lines()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String body = lines.getLineNumber() == 1 ? Input.withoutMark(line) : line;
        if (!body.isBlank()) {
          chunk.add(Json.object().put("body", body));
        }
        if (chunk.size() == CHUNK || !lines.ready()) {
          send(lines.getLineNumber(), follows);
        }
      }
      send(lines.getLineNumber(), follows);
    } catch (IOException e) {
      throw input.unreadable(e);
    }
  }

  private synchronized void send(int last, boolean follows) {
    if (!ended && !interrupt.asked() && !chunk.isEmpty()) {
      try {
        run.send(chunk);
        listener.sends(input.name(), chunk.size());
      } catch (Fault e) {
        tell(e.at("%s, lines %d to %d".formatted(input.name(), first, last)), follows);
      }
    }
    chunk.clear();
    first = last + 1;
  }

  private void tell(Fault fault, boolean follows) {
    if (!follows) {
      throw fault;
    }
    listener.problem(fault.getMessage());
  }
}

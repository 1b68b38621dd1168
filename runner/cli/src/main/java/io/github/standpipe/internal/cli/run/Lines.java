package io.github.standpipe.internal.cli.run;

import io.github.standpipe.internal.capture.Capture;
import io.github.standpipe.internal.cli.console.InputFile;
import io.github.standpipe.internal.cli.console.Interrupt;
import io.github.standpipe.internal.cli.console.RunListener;
import io.github.standpipe.internal.local.LiveRun;
import io.github.standpipe.internal.local.Sending;
import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.io.LineNumberReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * Sends the messages of a file to a run's queue: in any format that {@code import} reads, or one
 * body per line.
 *
 * <p>Standard input may never end, so a separate thread reads it line by line.
 */
public final class Lines {
  private static final int CHUNK = 1000;

  private final InputFile input;
  private final LiveRun run;
  private final RunListener listener;
  private final Interrupt interrupt;
  private final Reading reading;
  private final List<FileMessages.Numbered> chunk = new ArrayList<>();
  private final Set<String> forms = new TreeSet<>();
  private int count;
  private boolean ended;
  private boolean refused;

  /** What counts as a message. */
  enum Reading {
    /** Whatever import reads as one. */
    MESSAGES,
    /** Each line, regardless of its content. */
    LINES,
    /** The whole file, regardless of its content. */
    WHOLE
  }

  Lines(InputFile input, LiveRun run, RunListener listener, Interrupt interrupt, Reading reading) {
    this.reading = reading;
    this.input = input;
    this.run = run;
    this.listener = listener;
    this.interrupt = interrupt;
  }

  /**
   * Sends all lines, or those before the run is stopped. A line that the queue rejects is reported,
   * and the others are sent.
   *
   * @throws Fault for a file that cannot be read, and a queue that does not answer
   */
  void send() {
    interrupt.await(inBackground(() -> read(false)));
    end();
  }

  /** Sends during a run with {@code --follow}; a line that cannot be sent is reported. */
  void follow() {
    inBackground(() -> {
      try {
        read(true);
      } catch (Fault e) {
        listener.problem(e.getMessage());
      }
    });
  }

  /** Whether the queue rejected a message. */
  synchronized boolean isRefused() {
    return refused;
  }

  /** Stops sending, after the message that is being sent. */
  synchronized void end() {
    ended = true;
  }

  private static CompletableFuture<Void> inBackground(Runnable reading) {
    return CompletableFuture.runAsync(
        reading, task -> Thread.ofPlatform().daemon().name("lines").start(task));
  }

  private void read(boolean follows) {
    if (reading == Reading.WHOLE) {
      add(FileMessages.body(input.withBases().replaceFirst("\\R\\z", ""), 0));
      forms.add("one message body");
      sendChunk(follows);
    } else if (reading == Reading.LINES || input.isStandard() || FileMessages.areLines(input)) {
      readLines(follows);
    } else {
      readFile(follows);
    }
  }

  private void readFile(boolean follows) {
    Capture capture = Capture.read(input.withBases(), input.name());
    if (capture.isSeveralLines()) {
      throw new Fault(
          input.name(),
          "holds several lines that are not JSON, which may be messages or pieces of one; pass"
              + " --lines to send each line, or --whole to send the file as one message");
    }
    FileMessages read = FileMessages.of(capture);
    forms.addAll(read.forms());
    for (FileMessages.Numbered message : read.messages()) {
      add(message);
      if (chunk.size() == CHUNK) {
        sendChunk(follows);
      }
    }
    sendChunk(follows);
  }

  private void readLines(boolean follows) {
    try (LineNumberReader lines = input.lines()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String text = lines.getLineNumber() == 1 ? InputFile.withoutMark(line) : line;
        if (!text.isBlank()) {
          addLine(text, lines.getLineNumber());
        }
        if (chunk.size() >= CHUNK || !lines.ready()) {
          sendChunk(follows);
        }
      }
      sendChunk(follows);
    } catch (IOException e) {
      throw input.unreadable(e);
    }
  }

  private void addLine(String line, int number) {
    if (reading == Reading.LINES) {
      add(FileMessages.body(line, number));
      return;
    }
    FileMessages read = FileMessages.of(Capture.line(line, input.name() + ":" + number));
    forms.addAll(read.forms());
    read.messages().forEach(one -> add(new FileMessages.Numbered(one.message(), number)));
  }

  private void add(FileMessages.Numbered message) {
    chunk.add(message);
    count++;
  }

  private synchronized void sendChunk(boolean follows) {
    if (!ended && !interrupt.asked() && !chunk.isEmpty()) {
      try {
        sendEach();
      } catch (Fault e) {
        int from = count - chunk.size() + 1;
        report(e.at("%s, messages %d to %d".formatted(input.name(), from, count)), follows);
      }
    }
    chunk.clear();
  }

  /** Reports what the queue rejects; the others are sent. */
  private void sendEach() {
    Sending sending = run.sendEach(chunk.stream().map(FileMessages.Numbered::message).toList());
    String as = forms.isEmpty() ? "" : ", taken as " + String.join(", ", forms);
    listener.sends(input.name() + as, sending.ids().size());
    new TreeMap<>(sending.refusals())
        .forEach(
            (at, why) -> listener.problem(input.name() + place(at - 1) + ": was not sent: " + why));
    refused |= !sending.refusals().isEmpty();
  }

  private String place(int index) {
    int line = chunk.get(index).line();
    return line > 0 ? ":" + line : ", message " + (count - chunk.size() + index + 1);
  }

  private void report(Fault fault, boolean follows) {
    if (!follows) {
      throw fault;
    }
    listener.problem(fault.getMessage());
  }
}

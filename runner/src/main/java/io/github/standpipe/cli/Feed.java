package io.github.standpipe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Fault;
import io.github.standpipe.enrich.Json;
import io.github.standpipe.fixture.LivePipe;
import io.github.standpipe.fixture.Project;
import io.github.standpipe.local.LiveRun;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.SourceBatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a run sends to its queue. */
final class Feed {
  private static final String SOURCE = "1-source.json";
  private static final int CHUNK = 1000;

  private final Project project;
  private final LivePipe live;
  private final Pipe pipe;
  private final LiveRun run;
  private final RunListener listener;

  Feed(Project project, LivePipe live, LiveRun run, RunListener listener) {
    this.project = project;
    this.live = live;
    this.pipe = live.pipe();
    this.run = run;
    this.listener = listener;
  }

  /** Sends each case's source events and runs until they are gone, case by case. */
  void fixtures() {
    List<Path> cases = sources();
    if (cases.isEmpty()) {
      throw new Fault(
          project.fixtures().root().resolve(pipe.name()).toString(),
          "no fixture has a " + SOURCE + " to send; add one, or pass --send FILE");
    }
    for (Path source : cases) {
      List<JsonNode> records = batch(source).given();
      Path directory = source.resolveSibling("").normalize();
      listener.sends(String.valueOf(directory.getFileName()), records.size());
      live.enter(directory);
      run.send(records);
      run.drain();
    }
    live.leave();
  }

  void nothing() {
    run.drain();
  }

  /** A message-body option for a message that passes, where a fixture holds one. */
  String sample() {
    return sources().stream()
        .filter(source -> batch(source).form() == SourceBatch.Form.MESSAGE_BODY)
        .filter(source -> !Files.exists(source.resolveSibling("2-filtered.json")))
        .map(source -> "file://" + source)
        .findFirst()
        .orElse("'{\"hello\": \"world\"}'");
  }

  private List<Path> sources() {
    return project.fixtures().of(pipe.name()).stream()
        .map(directory -> directory.resolve(SOURCE))
        .filter(Files::exists)
        .toList();
  }

  private SourceBatch batch(Path source) {
    try {
      String text = Files.readString(source, StandardCharsets.UTF_8);
      return SourceBatch.read(text, source.toString(), pipe.source(), project.clock());
    } catch (IOException e) {
      throw new Fault(source.toString(), "cannot be read as UTF-8 text");
    }
  }

  /** Sends a body a line; a run that follows sends while it runs. */
  void lines(String file, boolean follows) {
    if (follows) {
      Thread.ofPlatform().daemon().name("feed").start(() -> tellingFaults(file));
    } else {
      lines(file);
      run.drain();
    }
  }

  private void tellingFaults(String file) {
    try {
      lines(file);
    } catch (Fault e) {
      listener.problem(e.getMessage());
    }
  }

  private void lines(String file) {
    try (BufferedReader lines = reader(file)) {
      List<ObjectNode> chunk = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          chunk.add(Json.object().put("body", line));
        }
        if (chunk.size() == CHUNK || !chunk.isEmpty() && !lines.ready()) {
          send(file, chunk);
        }
      }
      send(file, chunk);
    } catch (IOException | UncheckedIOException e) {
      throw new Fault(file, "cannot be read as UTF-8 text");
    }
  }

  private void send(String file, List<ObjectNode> chunk) {
    if (!chunk.isEmpty()) {
      listener.sends(file.equals("-") ? "standard input" : file, chunk.size());
      run.send(chunk);
      chunk.clear();
    }
  }

  private static BufferedReader reader(String file) throws IOException {
    if (file.equals("-")) {
      return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }
    if (!Files.isRegularFile(Path.of(file))) {
      throw new Fault(file, "there is no such file");
    }
    return Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8);
  }
}

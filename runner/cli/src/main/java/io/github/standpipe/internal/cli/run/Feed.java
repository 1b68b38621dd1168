package io.github.standpipe.internal.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.cli.console.Interrupt;
import io.github.standpipe.internal.cli.console.RunListener;
import io.github.standpipe.internal.fixture.FixtureNames;
import io.github.standpipe.internal.fixture.GivenFile;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.fixture.Selection;
import io.github.standpipe.internal.local.LivePipe;
import io.github.standpipe.internal.local.LiveRun;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.SourceBatch;
import io.github.standpipe.pipe.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The messages that a pipe's fixtures hold. */
final class Feed {
  private final Project project;
  private final LivePipe live;
  private final Pipe pipe;
  private final LiveRun run;
  private final RunListener listener;
  private final List<String> names;

  /**
   * @param names patterns of the cases to send; all if empty
   */
  Feed(Project project, LivePipe live, LiveRun run, RunListener listener, List<String> names) {
    this.names = names;
    this.project = project;
    this.live = live;
    this.pipe = live.pipe();
    this.run = run;
    this.listener = listener;
  }

  /**
   * Sends the source events of one case after the other, and runs until they are handled or the run
   * is stopped.
   */
  void fixtures(Interrupt interrupt) {
    List<Path> cases = sources();
    if (cases.isEmpty()) {
      throw new Fault(
          project.fixtures().root().resolve(pipe.name()).toString(),
          "no fixture has a " + FixtureNames.SOURCE + " to send; add one, or pass --send FILE");
    }
    leaveOut(cases);
    for (Path source : cases) {
      if (interrupt.asked()) {
        break;
      }
      send(source);
    }
    live.leave();
  }

  private void leaveOut(List<Path> cases) {
    List<String> failing =
        cases.stream()
            .map(source -> source.resolveSibling("").normalize())
            .filter(project::givesFailures)
            .map(Feed::name)
            .toList();
    if (!failing.isEmpty()) {
      listener.leavesOut(failing);
    }
  }

  private static String name(Path directory) {
    return String.valueOf(directory.getFileName());
  }

  private void send(Path source) {
    List<JsonNode> records = batch(source).written();
    Path directory = source.resolveSibling("").normalize();
    listener.enters(name(directory), records.size());
    live.enter(directory);
    run.send(records);
    run.drain();
  }

  boolean isEmpty() {
    return sources().isEmpty();
  }

  /** A message-body option for a message that passes the filter, if a fixture holds one. */
  String sample() {
    return sources().stream()
        .filter(source -> batch(source).form() == SourceBatch.Form.MESSAGE_BODY)
        .filter(source -> !Files.exists(source.resolveSibling(Stage.FILTERED.fileName())))
        .map(source -> "'file://" + source + "'")
        .findFirst()
        .orElse("'{\"hello\": \"world\"}'");
  }

  private List<Path> sources() {
    return cases().stream()
        .map(directory -> directory.resolve(FixtureNames.SOURCE))
        .filter(Files::exists)
        .filter(source -> !expectsNothing(source))
        .toList();
  }

  /** If a case begins with events, the file says which of them arrive; it may be none. */
  private static boolean expectsNothing(Path source) {
    return Project.beginsWithEvents(source.resolveSibling("")) && Json.read(source).isEmpty();
  }

  private List<Path> cases() {
    List<Path> all = project.fixtures().of(pipe.name());
    Selection selected = Selection.ALL.ofSubjects(List.of(pipe.name())).withNames(names);
    return names.isEmpty() || all.isEmpty() ? all : project.cases(selected);
  }

  private SourceBatch batch(Path source) {
    String text = GivenFile.text(source);
    return SourceBatch.read(text, source.toString(), pipe.source(), project.clock());
  }
}

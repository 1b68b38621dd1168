package io.github.standpipe.internal.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.bus.TemplateFeeders;
import io.github.standpipe.internal.capture.UndeliveredMessages;
import io.github.standpipe.internal.fixture.EnrichmentAnswers;
import io.github.standpipe.internal.fixture.FixtureLookups;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.shadow.EventReader.Content;
import io.github.standpipe.internal.shadow.EventReader.Located;
import io.github.standpipe.internal.shadow.EventReader.Trouble;
import io.github.standpipe.internal.shadow.Shadow.Judgement;
import io.github.standpipe.internal.shadow.ShadowFindings.First;
import io.github.standpipe.json.Fault;
import io.github.standpipe.template.MachineDefinition;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;

/** Compares recorded events on several threads, in a memory that does not grow with the events. */
public final class ShadowRun {
  private final ShadowSetup setup;
  private final Shadow shadow;
  private final EventReader reader;

  /**
   * Loads both pipes.
   *
   * @throws Fault for a pipe that one of the templates does not have, or that cannot run here
   */
  public ShadowRun(ShadowSetup setup) {
    this.setup = setup;
    this.shadow = setup.shadow(setup.documents(), setup.tasks());
    this.reader =
        new EventReader(
            new UndeliveredMessages(
                TemplateFeeders.of(setup.is().template()),
                shadow.is().pipe().source().arn(),
                new ConcurrentSkipListSet<>()));
  }

  /** Whether the definitions of the machines behind the two pipes differ. */
  public boolean machinesDiffer() {
    return !machine(setup.was(), setup.earlier()).equals(machine(setup.is(), setup.pipe()));
  }

  private static Optional<JsonNode> machine(Project project, String pipe) {
    return project.template().pipe(pipe).machine().map(MachineDefinition::json);
  }

  /**
   * Compares all events.
   *
   * @param threads how many pieces are compared at once
   * @param progress receives the number of events so far, again and again
   */
  public ShadowFindings run(RecordedEvents events, int threads, LongConsumer progress) {
    ShadowFindings all = new ShadowFindings();
    Deque<PieceResult> pending = new ArrayDeque<>();
    FileEvents counts = new FileEvents();
    ExecutorService pool = Executors.newFixedThreadPool(threads, ShadowRun::thread);
    try {
      for (EventPiece piece = events.next(); piece != null; piece = events.next()) {
        EventPiece next = piece;
        pending.add(new PieceResult(piece, pool.submit(() -> compare(next))));
        while (pending.size() > 2 * threads || !pending.isEmpty() && pending.peek().isDone()) {
          counts.add(pending.remove(), all);
          progress.accept(all.events());
        }
      }
      for (PieceResult rest : pending) {
        counts.add(rest, all);
        progress.accept(all.events());
      }
      return all;
    } finally {
      pool.shutdownNow();
    }
  }

  /** With a stack as deep as that of the main thread. */
  private static Thread thread(Runnable work) {
    Thread thread = new Thread(null, work, "compare", 8L << 20);
    thread.setDaemon(true);
    return thread;
  }

  private ShadowFindings compare(EventPiece piece) {
    ShadowFindings findings = new ShadowFindings();
    switch (piece) {
      case EventPiece.Lines lines -> lines(lines, findings);
      case EventPiece.WholeText text ->
          batches(reader.whole(text), shadow, setup.documents(), findings);
      case EventPiece.Trouble(String place, String problem) ->
          findings.add(new Trouble(place, problem));
      case EventPiece.CaseFolder(Path directory) -> fixture(directory, findings);
      case EventPiece.Unreadable rest -> {} // reported with the number of events before it
    }
    return findings;
  }

  private void lines(EventPiece.Lines piece, ShadowFindings findings) {
    Optional<QuickComparison> quick = setup.batch() == 1 ? shadow.quick() : Optional.empty();
    Optional<BodyLines.Calls> calls = quick.flatMap(QuickComparison::lines).map(BodyLines::calls);
    Content content = new Content();
    for (int line = 0; line < piece.lines().size(); line++) {
      byte[] bytes = piece.lines().get(line);
      Optional<Judgement> found = calls.flatMap(some -> quick.orElseThrow().line(bytes, some));
      if (found.isPresent()) {
        quick(piece, line, found.get(), findings);
      } else {
        reader.line(piece.place(line), bytes, content);
      }
      if (quick.isPresent() && found.isEmpty()) {
        batches(content, shadow, setup.documents(), findings); // in the order of the lines
        content = new Content();
      }
    }
    batches(content, shadow, setup.documents(), findings);
  }

  private void quick(
      EventPiece.Lines piece, int line, Judgement judgement, ShadowFindings findings) {
    if (judgement.changes().isEmpty()) {
      findings.addSame();
    } else {
      List<ObjectNode> message = List.of(BodyLines.message(piece.lines().get(line)));
      findings.add(new First(piece.place(line), message, setup.documents()), judgement);
    }
  }

  private void batches(
      Content content, Shadow pipes, ShadowDocuments documents, ShadowFindings findings) {
    content.troubles().forEach(findings::add);
    List<Located> messages = content.messages();
    for (int from = 0; from < messages.size(); from += setup.batch()) {
      List<Located> batch = messages.subList(from, Math.min(messages.size(), from + setup.batch()));
      List<ObjectNode> written = batch.stream().map(Located::message).toList();
      First first = new First(batch.getFirst().place(), written, documents);
      try {
        findings.add(first, pipes.compare(written));
      } catch (Fault e) {
        findings.add(new Trouble(first.place(), e.getMessage()));
      }
    }
  }

  /** A fixture has look-ups and tasks of its own, and those beside it. */
  private void fixture(Path directory, ShadowFindings findings) {
    try {
      Path subject = directory.toAbsolutePath().normalize().resolveSibling("");
      ShadowDocuments documents =
          ShadowDocuments.ofFixtures(
              FixtureLookups.in(subject).under(FixtureLookups.in(directory)));
      List<Path> tasks = setup.tasks().isEmpty() ? List.of() : List.of(subject, directory);
      Shadow own =
          setup.shadow(documents, tasks, EnrichmentAnswers.in(List.of(directory, subject)));
      batches(
          new CaseEvents(setup.is(), own.is().pipe(), directory).read(), own, documents, findings);
    } catch (Fault e) {
      findings.add(new Trouble(directory.toString(), e.getMessage()));
    }
  }
}

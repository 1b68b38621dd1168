package io.github.standpipe.internal.shadow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.internal.capture.DocumentsAsked;
import io.github.standpipe.internal.capture.KeptPaths;
import io.github.standpipe.internal.capture.Redaction;
import io.github.standpipe.internal.capture.Replacements;
import io.github.standpipe.internal.capture.TrialRun;
import io.github.standpipe.internal.capture.ValuePaths;
import io.github.standpipe.internal.fixture.SavedTrace;
import io.github.standpipe.internal.shadow.ShadowFindings.First;
import io.github.standpipe.internal.shadow.ShadowFindings.Group;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes examples of groups: their first events, redacted as {@code import} redacts. */
public final class Examples {
  private static final int MOST_PATHS = 100;
  private static final int MOST_TRIES = 60;

  private final ShadowSetup setup;
  private final Set<String> kept;

  /**
   * @param kept paths whose values stay, as {@link Replacements} has them
   */
  public Examples(ShadowSetup setup, Set<String> kept) {
    this.setup = setup;
    this.kept = Set.copyOf(kept);
  }

  /** The example of a group. */
  public Example of(Group group) {
    First first = group.first();
    if (first.messages().isEmpty()) {
      return Example.hidden(first.place());
    }
    try {
      return new Search(group).example();
    } catch (Fault e) {
      return Example.hidden(first.place());
    }
  }

  /**
   * Saves an example as a fixture, which expects what the pipe does now.
   *
   * @throws Fault if the folder is not empty, or cannot be written
   */
  public void save(Example example, Path folder) {
    TrialRun run = TrialRun.of(setup.is(), setup.pipe(), example.messages(), asked(example));
    new SavedTrace(folder, run.pipe(), run.project()).write(run.run(), run.documents());
  }

  /** The documents that the present pipe asks for; the others were only asked for before. */
  private Map<String, ObjectNode> asked(Example example) {
    ShadowDocuments documents = ShadowDocuments.complete(example.documents());
    DocumentsAsked asked = new DocumentsAsked();
    ShadowSide.of(setup.is(), setup.pipe(), documents, List.of(), setup.answers())
        .run(example.messages(), asked);
    return asked.documents();
  }

  /** The search for a redaction that keeps a difference. */
  private final class Search {
    private final Group group;
    private final List<ObjectNode> messages;
    private final Shadow shadow;
    private final Replacements rules;
    private final Map<String, ObjectNode> documents = new TreeMap<>();
    private int tries;

    /** A redacted batch that shows the difference. */
    private record Found(Example example, KeptPaths kept) {}

    Search(Group group) {
      this.group = group;
      this.messages = group.first().messages();
      this.shadow = setup.shadow(group.first().documents(), setup.tasks());
      this.rules = Replacements.of(shadow.patterns(), kept, seed(messages));
      for (ShadowSide side : List.of(shadow.was(), shadow.is())) {
        DocumentsAsked asked = new DocumentsAsked();
        side.run(messages, asked);
        asked
            .documents()
            .forEach(
                (name, some) -> documents.computeIfAbsent(name, n -> Json.object()).setAll(some));
      }
    }

    Example example() {
      Optional<Found> plain = with(kept);
      if (plain.isPresent()) {
        return plain.get().example();
      }
      Set<String> paths = new TreeSet<>(ValuePaths.of(rules, messages, documents));
      paths.removeAll(kept);
      Set<String> all = union(kept, paths);
      if (paths.size() > MOST_PATHS || with(all).isEmpty()) {
        return Example.hidden(group.first().place());
      }
      Set<String> needed = needed(kept, List.copyOf(paths));
      return with(union(kept, needed))
          .filter(found -> !found.kept().isPersonal())
          .map(Found::example)
          .map(found ->
              new Example(
                  found.place(),
                  found.messages(),
                  found.documents(),
                  found.was(),
                  found.is(),
                  new TreeSet<>(needed)))
          .orElseGet(() -> Example.hidden(group.first().place()));
    }

    /** Bisects, since most values have no effect. */
    private Set<String> needed(Set<String> stays, List<String> paths) {
      if (with(stays).isPresent()) {
        return Set.of();
      }
      if (paths.size() == 1 || tries > MOST_TRIES) {
        return Set.copyOf(paths);
      }
      List<String> first = paths.subList(0, paths.size() / 2);
      List<String> second = paths.subList(paths.size() / 2, paths.size());
      Set<String> ofSecond = needed(union(stays, Set.copyOf(first)), second);
      Set<String> ofFirst = needed(union(stays, ofSecond), first);
      return union(ofFirst, ofSecond);
    }

    private Optional<Found> with(Set<String> stays) {
      tries++;
      Redaction redaction = Redaction.replacing(rules.keeping(stays), messages, documents);
      List<ObjectNode> redacted = messages.stream().map(redaction::record).toList();
      Map<String, ObjectNode> answers = answers(redacted, redaction);
      Shadow again =
          documents.isEmpty()
              ? shadow
              : setup.shadow(ShadowDocuments.complete(answers), setup.tasks());
      EventChange change = again.compare(redacted).changes().get(group.change().place());
      return change == null
          ? Optional.empty()
          : Optional.of(
              new Found(
                  new Example(
                      group.first().place(),
                      redacted,
                      answers,
                      change.was(),
                      change.is(),
                      new TreeSet<>()),
                  redaction.kept()));
    }

    /** The redacted documents under the keys that the redacted messages ask for. */
    private Map<String, ObjectNode> answers(List<ObjectNode> redacted, Redaction redaction) {
      Map<String, ObjectNode> answers = new TreeMap<>();
      if (documents.isEmpty()) {
        return answers;
      }
      for (ShadowSide side : List.of(shadow.was(), shadow.is())) {
        DocumentsAsked asked = new DocumentsAsked();
        side.run(messages, asked);
        TrialRun original = TrialRun.of(side.project(), side.name(), messages, asked.documents());
        original
            .redacted(side.project(), redacted, redaction)
            .documents()
            .forEach(
                (name, some) -> answers.computeIfAbsent(name, n -> Json.object()).setAll(some));
      }
      return answers;
    }
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }

  /**
   * A seed that only somebody who has the whole event can compute, so that the same events give the
   * same examples and a seed reveals nothing.
   */
  private static long seed(List<ObjectNode> messages) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      List<String> texts = new ArrayList<>();
      messages.forEach(message -> texts.add(Json.text(message)));
      byte[] hash = digest.digest(String.join("\n", texts).getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

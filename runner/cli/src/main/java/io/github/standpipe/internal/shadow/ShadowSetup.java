package io.github.standpipe.internal.shadow;

import io.github.standpipe.internal.fixture.EnrichmentAnswers;
import io.github.standpipe.internal.fixture.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is compared.
 *
 * @param was the project as it was
 * @param is the project as it is
 * @param pipe the pipe's name
 * @param earlier the pipe's name as it was
 * @param documents answers the look-ups of recorded events
 * @param tasks folders that hold {@code tasks/} for the state machine; none if executions are not
 *     compared
 * @param batch the most events of a batch
 */
public record ShadowSetup(
    Project was,
    Project is,
    String pipe,
    String earlier,
    ShadowDocuments documents,
    List<Path> tasks,
    int batch) {
  public ShadowSetup {
    tasks = List.copyOf(tasks);
  }

  /** A pipe with the same name in both. */
  public ShadowSetup(
      Project was,
      Project is,
      String pipe,
      ShadowDocuments documents,
      List<Path> tasks,
      int batch) {
    this(was, is, pipe, pipe, documents, tasks, batch);
  }

  Shadow shadow(ShadowDocuments others, List<Path> folders) {
    return shadow(others, folders, answers());
  }

  /** What answers for the enrichment of the pipe, on both sides. */
  Optional<EnrichmentAnswers> answers() {
    return EnrichmentAnswers.in(List.of(is.fixtures().root().resolve(pipe)));
  }

  Shadow shadow(ShadowDocuments others, List<Path> folders, Optional<EnrichmentAnswers> answers) {
    return new Shadow(
        ShadowSide.of(was, earlier, others, folders, answers),
        ShadowSide.of(is, pipe, others, folders, answers));
  }
}

package io.github.standpipe.internal.shadow;

import io.github.standpipe.internal.fixture.Project;
import java.nio.file.Path;
import java.util.List;

/**
 * What is compared.
 *
 * @param was the project as it was
 * @param is the project as it is
 * @param pipe the pipe's name in both
 * @param documents answers the look-ups of recorded events
 * @param tasks folders that hold {@code tasks/} for the state machine; none if executions are not
 *     compared
 * @param batch the most events of a batch
 */
public record ShadowSetup(
    Project was, Project is, String pipe, ShadowDocuments documents, List<Path> tasks, int batch) {
  public ShadowSetup {
    tasks = List.copyOf(tasks);
  }

  Shadow shadow(ShadowDocuments others, List<Path> folders) {
    return new Shadow(
        ShadowSide.of(was, pipe, others, folders), ShadowSide.of(is, pipe, others, folders));
  }
}

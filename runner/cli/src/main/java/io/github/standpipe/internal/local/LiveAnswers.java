package io.github.standpipe.internal.local;

import io.github.standpipe.internal.fixture.EnrichmentAnswers;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Enrichment;
import io.github.standpipe.pipe.Pipe;
import io.github.standpipe.pipe.Warning;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What answers instead of a pipe's enrichment: the file of its fixtures or of the current case. */
final class LiveAnswers {
  private final Project project;
  private final String pipe;
  private volatile Optional<Enrichment.Function> current;

  LiveAnswers(Project project, String pipe) {
    this.project = project;
    this.pipe = pipe;
    this.current = in(List.of(folder()));
  }

  private Path folder() {
    return project.fixtures().root().resolve(pipe);
  }

  private static Optional<Enrichment.Function> in(List<Path> folders) {
    return EnrichmentAnswers.in(folders).map(EnrichmentAnswers::function);
  }

  void enter(Path directory) {
    current = in(List.of(directory, folder()));
  }

  void leave() {
    current = in(List.of(folder()));
  }

  /** Whether the pipe or one of its cases has answers. */
  boolean isAny() {
    return EnrichmentAnswers.isAny(project.fixtures(), pipe);
  }

  /** The enrichment, unless a file answers for it. */
  Enrichment.Function around(Enrichment.Function code) {
    return new Enrichment.Function() {
      @Override
      public byte[] invoke(byte[] request) throws Exception {
        return called().invoke(request);
      }

      @Override
      public void warn(int items, Consumer<Warning> warnings) {
        called().warn(items, warnings);
      }

      @Override
      public void warnOfAnswer(Consumer<Warning> warnings) {
        called().warnOfAnswer(warnings);
      }

      private Enrichment.Function called() {
        return current.orElse(code);
      }
    };
  }

  /**
   * Refuses an enrichment over HTTP that no file answers, because a run would return each batch.
   *
   * @throws Fault with file and line
   */
  void require(Pipe built) {
    if (!isAny()) {
      EnrichmentAnswers.missing(built)
          .ifPresent(reason -> {
            throw new Fault(reason);
          });
    }
  }
}
